import { describe, expect, it } from 'vitest';
import type { Customer } from '#test/emulators/whatsapp/people/customer';
import type { MemoryCredentials } from '#test/support/memory-credentials';
import { until } from '#test/support/until';
import { type Linked, useRig } from './rig.js';

const isKept = (credentials: MemoryCredentials, id: string): boolean =>
  credentials.ofType('inbox').some(({ value }) => Buffer.from(value).includes(id));

/** Nothing comes back: as for the host of a process that is gone. */
const forever = (): Promise<never> => new Promise(() => undefined);

describe('a crash of the Baileys engine loses nothing', () => {
  const rig = useRig();

  const settled = (owner: Linked['owner']) =>
    until('nothing waits at the server', () => owner.devices.get(1)?.unsettled.size === 0);

  const sentences: readonly (readonly [string, (customer: Customer, linked: Linked) => Promise<void>])[] = [
    ['the first of a conversation', async () => undefined],
    [
      'a later one',
      async (customer, { owner, session }) => {
        await session.untilHeard(await customer.say(owner, 'before'));
        await settled(owner);
      },
    ],
  ];

  it.each(sentences)('between the ratchet and the host, the server not told: %s', async (_which, before) => {
    const linked = await rig.linked();
    const { owner, session, credentials } = linked;
    const customer = rig.customer();
    await before(customer, linked);
    await settled(owner);
    session.events.onInbound = forever;
    owner.faults.deaf = true;
    const id = await customer.say(owner, 'do not lose me');
    await until('it is on disk', () => isKept(credentials, id));
    const disk = await rig.crash(linked);
    const next = await rig.open(disk);
    expect((await next.untilHeard(id)).message.content).toEqual({ type: 'text', text: 'do not lose me' });
    await settled(owner);
    expect(next.events.heard.filter(({ message }) => message.externalId === id)).toHaveLength(1);
    // The conversation goes on: the ratchet is where it was.
    expect((await next.untilHeard(await customer.say(owner, 'and on'))).message.content).toMatchObject({
      text: 'and on',
    });
  });

  it('between the ratchet and the host, the server told already', async () => {
    const linked = await rig.linked();
    const { owner, session, credentials } = linked;
    const customer = rig.customer();
    await settled(owner);
    session.events.onInbound = forever;
    const id = await customer.say(owner, 'the server forgot me');
    await until('it is on disk', () => isKept(credentials, id));
    await settled(owner);
    const disk = await rig.crash(linked);
    const next = await rig.open(disk);
    const { message, arrival } = await next.untilHeard(id);
    expect(message).toMatchObject({ content: { type: 'text', text: 'the server forgot me' }, displayName: 'Aigerim' });
    expect(message.identities).toContainEqual({ scheme: 'wa_lid', value: customer.lid });
    expect(arrival).toBe('offline');
    await next.close();
    expect(disk.ofType('inbox')).toEqual([]);
  });

  it('nor the order of what was written within one second', async () => {
    const linked = await rig.linked();
    const { owner, session, credentials } = linked;
    const customer = rig.customer();
    await settled(owner);
    session.events.onInbound = forever;
    const at = Date.now();
    const said = Array.from({ length: 8 }, (_, index) => `${index + 1}`);
    for (const text of said) await customer.say(owner, text, { at });
    await settled(owner);
    await until('all are on disk', () => credentials.ofType('inbox').length === said.length);
    const next = await rig.open(await rig.crash(linked));
    await until('all were told', () => next.events.texts().length === said.length);
    expect(next.events.texts()).toEqual(said);
  });

  it('before the ratchet is on disk: the server delivers again', async () => {
    const linked = await rig.linked();
    const { owner, session, credentials } = linked;
    const customer = rig.customer();
    const disk = credentials.copy();
    let cut = false;
    credentials.beforeSave = (changes) => {
      if (!changes.some(({ type }) => type === 'inbox')) return;
      cut = true;
      return forever();
    };
    const id = await customer.say(owner, 'nothing saved');
    await until('it was about to be saved', () => cut);
    await rig.crash(linked);
    expect(session.events.find(id)).toBeUndefined();
    const next = await rig.open(disk);
    expect((await next.untilHeard(id)).message.content).toMatchObject({ text: 'nothing saved' });
    expect(next.events.heard).toHaveLength(1);
  });

  it('after the host has it and before we forgot it: told again by the same id', async () => {
    const linked = await rig.linked();
    const { owner, session } = linked;
    const customer = rig.customer();
    const id = await customer.say(owner, 'twice by the same id');
    await session.untilHeard(id);
    const disk = await rig.crash(linked);
    expect(isKept(disk, id)).toBe(true);
    const next = await rig.open(disk);
    await next.untilHeard(id);
    expect(next.events.heard.map(({ message }) => message.externalId)).toEqual([id]);
  });

  it('a host that cannot store ends the socket, and is told again by the next one', async () => {
    const linked = await rig.linked();
    const { owner, session, credentials } = linked;
    session.events.onInbound = () => Promise.reject(new Error('the disk is full'));
    const id = await rig.customer().say(owner, 'keep me');
    expect(await session.untilClosed()).toMatchObject({ code: 500, isLinked: true });
    const next = await rig.open(credentials);
    expect((await next.untilHeard(id)).message.content).toMatchObject({ text: 'keep me' });
  });

  it('a failed save ends the socket at once, and nothing is written after it', async () => {
    const linked = await rig.linked();
    const { owner, session, credentials } = linked;
    const disk = credentials.copy();
    credentials.beforeSave = () => {
      throw new Error('the lease is somebody else’s');
    };
    const before = credentials.saves.length;
    const id = await rig.customer().say(owner, 'unsaved');
    expect(await session.untilClosed()).toMatchObject({ code: 500 });
    credentials.beforeSave = null;
    await session.close();
    expect(credentials.saves).toHaveLength(before);
    expect(session.events.find(id)).toBeUndefined();
    const next = await rig.open(disk);
    expect((await next.untilHeard(id)).message.content).toMatchObject({ text: 'unsaved' });
  });
});
