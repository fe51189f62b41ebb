import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { MessageId, WidgetSessionId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import type { EventSource } from '#test/support/event-source';
import { type Browser, type Business, WidgetRig } from './widget-rig.js';

/** A visitor's browser that listens over a real socket: what it hears, what a gap costs, when it ends. */

let rig: WidgetRig;
let noor: Business;
let other: Business;
const opened: EventSource[] = [];

beforeAll(async () => {
  rig = await WidgetRig.start();
  noor = await rig.business('noor-spa');
  other = await rig.business('other-spa');
  // Nothing is said but what a test says.
  for (const { admin } of [noor, other])
    await rig.must('PUT', '/api/v1/kill-switch', { on: true, reason: 'the tests speak' }, admin);
});
afterEach(() => {
  for (const source of opened.splice(0)) source.leave();
});
afterAll(() => rig.stop());

const listen = async (browser: Browser, lastId: string | null = null): Promise<EventSource> => {
  const source = await rig.listen(browser, lastId);
  opened.push(source);
  await source.until(({ heard }) => heard.some(({ event }) => event === 'state'));
  return source;
};
const numbers = ({ heard }: EventSource): number[] =>
  heard.filter(({ event }) => event === 'message').map(({ data }) => Number(data['seq']));
const say = async (browser: Browser, ...texts: string[]): Promise<void> => {
  for (const text of texts) expect((await rig.say(browser, text)).status).toBe(201);
};
/** With the assistant stopped a person is called; nothing moves by itself after that. */
const settled = (source: EventSource): Promise<void> =>
  source.until(({ heard }) => heard.some(({ data }) => data['mode'] === 'waiting'));
const conversationOf = async ({ tenantId }: Business, { session }: Browser) => {
  const found = await rig.store.tenant(tenantId).widget.findSession(WidgetSessionId(session));
  const id = found?.state.conversationId ?? null;
  if (id === null) throw new Error('it has no conversation');
  return id;
};

describe('a stream', () => {
  it('begins with what was said before, then where the visit stands', async () => {
    const browser = await rig.visit(noor);
    await say(browser, 'one', 'two');
    const source = await listen(browser);
    expect(source.names()).toEqual(['message', 'message', 'state']);
    expect(numbers(source)).toEqual([1, 2]);
    expect(source.lastId).toBe('2');
    expect(source.heard.at(-1)?.data).toMatchObject({ status: 'active', last_seq: 2 });
  });

  it('of a visit without a word hears the first one, said in another tab', async () => {
    const browser = await rig.visit(noor);
    const source = await listen(browser);
    expect(numbers(source)).toEqual([]);
    await say(browser, 'first', 'second');
    await source.until((each) => numbers(each).length === 2);
    expect(numbers(source)).toEqual([1, 2]);
  });

  it('that opens just as the first word is stored hears it all the same', async () => {
    const browser = await rig.visit(noor);
    const { followVisit, admitVisitor } = rig.application.container.get(tokens.widget);
    const by = await admitVisitor.execute({ token: browser.token, sessionId: browser.session, foreignOrigin: null });
    if (by === null) throw new Error('the token is not good');
    const open = await followVisit.execute({ by, after: 0 });
    await say(browser, 'between');
    const heard = await new Promise<number>((resolve) => {
      const taken = (): boolean => true;
      const message = (view: { message: { seq: number } }): boolean => {
        resolve(view.message.seq);
        return true;
      };
      open({ message, state: taken, typing: taken, reset: taken, end: () => undefined });
    });
    expect(heard).toBe(1);
  });

  it('that was cut gets exactly what it missed, once and in order', async () => {
    const browser = await rig.visit(noor);
    await say(browser, '1', '2');
    const source = await listen(browser);
    source.leave();
    await say(browser, '3', '4', '5');
    const back = await listen(browser, source.lastId);
    await say(browser, '6');
    await back.until((each) => numbers(each).includes(6));
    expect(numbers(back)).toEqual([3, 4, 5, 6]);
  });

  it('hears a burst once, in order', async () => {
    const browser = await rig.visit(noor);
    await say(browser, '1');
    const source = await listen(browser, '1');
    await Promise.all(Array.from({ length: 30 }, (_, index) => say(browser, `burst ${index}`)));
    await source.until((each) => numbers(each).includes(31));
    expect(numbers(source)).toEqual(Array.from({ length: 30 }, (_, index) => index + 2));
  });

  it('that missed more than two hundred reads everything again', async () => {
    const browser = await rig.visit(noor);
    await say(browser, '1');
    const source = await listen(browser);
    source.leave();
    await Promise.all(Array.from({ length: 201 }, (_, index) => say(browser, `many ${index}`)));
    const back = await listen(browser, '1');
    expect(back.names()).toEqual(['reset', 'state']);
    await say(browser, 'after');
    await back.until((each) => numbers(each).length > 0);
    expect(numbers(back)).toEqual([203]);
  }, 30_000);

  it('hears what another process said nothing of, once it is known that something was missed', async () => {
    const browser = await rig.visit(noor);
    await say(browser, 'one');
    const source = await listen(browser);
    const id = await conversationOf(noor, browser);
    const bus = rig.application.container.get(tokens.bus);
    const deaf = vi.spyOn(bus, 'publish').mockImplementation(() => undefined);
    await rig.must('POST', `/api/v1/conversations/${id}/take-over`, {}, noor.admin);
    deaf.mockRestore();
    const isTaken = ({ heard }: EventSource): boolean => heard.some(({ data }) => data['mode'] === 'human');
    // What was said to it later has arrived, and this has not.
    bus.publish({ kind: 'typing', tenantId: noor.tenantId, conversationId: id, who: 'human', name: null });
    await source.until(({ heard }) => heard.some(({ event }) => event === 'typing'));
    expect(isTaken(source)).toBe(false);
    bus.publish({ kind: 'missed', tenantId: null });
    bus.publish({ kind: 'missed', tenantId: null });
    await source.until(isTaken);
  });

  it('hears a person take it, by first name, and type', async () => {
    const browser = await rig.visit(noor);
    await say(browser, 'hello');
    const source = await listen(browser);
    const id = await conversationOf(noor, browser);
    await rig.must('POST', `/api/v1/conversations/${id}/take-over`, {}, noor.admin);
    await source.until(({ heard }) => heard.some(({ data }) => data['mode'] === 'human'));
    expect(source.heard.at(-1)?.data).toMatchObject({ mode: 'human', agent: 'Sara' });
    const about = { tenantId: noor.tenantId, conversationId: id, name: null } as const;
    const bus = rig.application.container.get(tokens.bus);
    bus.publish({ kind: 'typing', who: 'customer', ...about });
    bus.publish({ kind: 'typing', who: 'human', ...about });
    await source.until(({ heard }) => heard.some(({ event }) => event === 'typing'));
    expect(source.heard.filter(({ event }) => event === 'typing').map(({ data }) => data)).toEqual([
      { typing: 'human' },
    ]);
  });

  it('says nothing twice when nothing has changed', async () => {
    const browser = await rig.visit(noor);
    await say(browser, 'hello');
    const source = await listen(browser);
    await settled(source);
    const before = source.heard.length;
    const notice = { tenantId: noor.tenantId, conversationId: await conversationOf(noor, browser) };
    const bus = rig.application.container.get(tokens.bus);
    for (let n = 0; n < 5; n += 1) bus.publish({ kind: 'conversation', ...notice });
    await say(browser, 'again');
    await source.until((each) => numbers(each).includes(2));
    await rig.ask(browser, 'PUT', 'status/', { status: 'closed' });
    await source.untilOver();
    // The message and the state with it, then the state of the end: nothing for the five.
    expect(source.names().slice(before)).toEqual(['message', 'state', 'state']);
  });

  it('ends when the visit does, after saying so', async () => {
    const browser = await rig.visit(noor);
    await say(browser, 'hello');
    const source = await listen(browser);
    await rig.ask(browser, 'PUT', 'status/', { status: 'closed' });
    await source.untilOver();
    expect(source.heard.at(-1)).toMatchObject({ event: 'state', data: { status: 'closed' } });
  });

  it('hears nothing of another visit, of the same business or another one', async () => {
    const [mine, neighbour, foreign] = [await rig.visit(noor), await rig.visit(noor), await rig.visit(other)];
    await say(mine, 'mine');
    const source = await listen(mine);
    await say(neighbour, 'neighbour');
    await say(foreign, 'foreign');
    await say(mine, 'mine again');
    await source.until((each) => numbers(each).length === 2);
    const said = JSON.stringify(source.heard);
    expect(said).toContain('mine again');
    expect(said).not.toMatch(/neighbour|foreign/);
  });

  it('shows nothing that is held back', async () => {
    const browser = await rig.visit(noor);
    await say(browser, 'hello');
    const source = await listen(browser);
    await settled(source);
    const id = await conversationOf(noor, browser);
    const { conversations } = rig.store.tenant(noor.tenantId);
    const conversation = await conversations.find(id);
    if (conversation === null) throw new Error('it is gone');
    const draft = {
      id: MessageId(`msg_${'a'.repeat(32)}`),
      content: { type: 'text', text: 'held words' },
      choices: [],
      turnId: null,
      epoch: conversation.state.epoch,
      sensitive: false,
      author: { kind: 'assistant' },
    } as const;
    // The kill switch is on: what the assistant has queued waits.
    await conversations.save(conversation, { messages: [draft] });
    rig.application.container
      .get(tokens.bus)
      .publish({ kind: 'messages', tenantId: noor.tenantId, conversationId: id });
    await say(browser, 'still there?');
    await source.until((each) => numbers(each).includes(3));
    // What stands behind it is not told again with the next one.
    await say(browser, 'hello?');
    await source.until((each) => numbers(each).includes(4));
    expect(numbers(source)).toEqual([1, 3, 4]);
    expect(JSON.stringify(source.heard)).not.toContain('held words');
    expect(JSON.stringify(await rig.messages(browser))).not.toContain('held words');
  });
});

describe('the process', () => {
  it('ends every stream when it stops', async () => {
    const own = await WidgetRig.start();
    const shop = await own.business('stopping-spa');
    const browser = await own.visit(shop);
    const source = await own.listen(browser);
    await source.until(({ heard }) => heard.length > 0);
    own.application.endStreams();
    await source.untilOver();
    await own.stop();
  });
});
