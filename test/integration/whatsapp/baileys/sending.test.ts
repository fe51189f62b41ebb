import { describe, expect, it, vi } from 'vitest';
import { until } from '#test/support/until';
import { aMessage, useRig } from './rig.js';

describe('what the Baileys engine sends', () => {
  const rig = useRig();
  const ready = async () => {
    const linked = await rig.linked();
    const customer = rig.customer();
    await linked.session.untilHeard(await customer.say(linked.owner, 'hello'));
    return { ...linked, customer };
  };

  it('is accepted when the server took it, not when it was written', async () => {
    const { owner, session, customer } = await ready();
    owner.faults.ackDelayMs = 400;
    const message = aMessage(customer, 'slow');
    const begun = performance.now();
    expect(await session.send(message)).toEqual({ kind: 'accepted', externalId: message.externalId });
    expect(performance.now() - begun).toBeGreaterThan(390);
    expect(customer.inbox.find(({ id }) => id === message.externalId)?.text).toBe('slow');
  });

  it('tells delivered and read, each with the id we gave', async () => {
    const { owner, session, customer } = await ready();
    const message = aMessage(customer, 'read me');
    await session.send(message);
    await until('delivered', () => session.events.statusesOf(message.externalId).includes('delivered'));
    customer.markRead(owner, message.externalId);
    await until('read', () => session.events.statusesOf(message.externalId).includes('read'));
    expect(session.events.statusesOf(message.externalId)).toEqual(['delivered', 'read']);
  });

  it('tells what became of every message, also of those whose receipt comes at once', async () => {
    const { session, customer } = await ready();
    const messages = Array.from({ length: 12 }, (_, n) => aMessage(customer, `number ${n}`));
    const outcomes = await Promise.all(messages.map((message) => session.send(message)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(messages.map(() => 'accepted'));
    const ids = messages.map(({ externalId }) => externalId);
    await until('all are delivered', () => ids.every((id) => session.events.statusesOf(id).includes('delivered')));
    expect(customer.duplicates).toEqual([]);
    expect(session.events.own).toEqual([]);
  });

  it('can be read, whatever the customer wrote before seeing the first message of a new session', async () => {
    const linked = await ready();
    const { owner, customer } = linked;
    const before = aMessage(customer, 'before');
    await linked.session.send(before);
    await until('it arrived', () => customer.inbox.length === 1);
    await linked.session.untilHeard(await customer.say(owner, 'thanks'));
    const { session } = await rig.reopened(linked);
    // The phone is away: what it wrote belongs to the old session, and reaches us when the new one has begun.
    customer.goOffline();
    await session.send(aMessage(customer, 'the first of a new session'));
    for (const word of ['one', 'two']) await session.untilHeard(await customer.say(owner, word));
    await session.send(aMessage(customer, 'the second'));
    await customer.goOnline();
    expect(customer.undecryptable).toBe(0);
    expect(customer.inbox.map(({ text }) => text)).toEqual(['before', 'the first of a new session', 'the second']);
  });

  it('quotes what it answers', async () => {
    const { owner, session, customer } = await ready();
    const asked = await customer.say(owner, 'how much?');
    await session.untilHeard(asked);
    const answer = aMessage(customer, 'AED 150', { quotes: asked });
    await session.send(answer);
    expect(customer.inbox.find(({ id }) => id === answer.externalId)).toMatchObject({ quoted: asked, text: 'AED 150' });
  });

  it('opens no address that stands in a text', async () => {
    const { session, customer } = await ready();
    const opened = vi.spyOn(globalThis, 'fetch');
    expect(await session.send(aMessage(customer, `see ${rig.emulator.httpUrl}/preview`))).toMatchObject({
      kind: 'accepted',
    });
    expect(customer.inbox.at(-1)?.message.extendedTextMessage?.matchedText ?? '').toBe('');
    expect(opened).not.toHaveBeenCalled();
  });

  it('sends pictures and documents', async () => {
    const { session, customer } = await ready();
    const bytes = Buffer.from('a picture, more or less');
    const image = { media: 'image', bytes, mimeType: 'image/png', fileName: null } as const;
    const file = { media: 'document', bytes, mimeType: 'application/pdf', fileName: 'menu.pdf' } as const;
    expect(await session.send(aMessage(customer, 'look', { media: image }))).toMatchObject({ kind: 'accepted' });
    expect(await session.send(aMessage(customer, '', { media: file }))).toMatchObject({ kind: 'accepted' });
    const [first, second] = customer.inbox.slice(-2);
    expect([first?.kind, first?.text, second?.kind, second?.text]).toEqual(['image', 'look', 'document', 'menu.pdf']);
    if (first === undefined) throw new Error('no picture came');
    expect(await customer.open(first)).toEqual(bytes);
    const audio = { media: 'audio', bytes, mimeType: 'audio/ogg', fileName: null } as const;
    const refused = { kind: 'refused', reason: 'whatsapp.audio_without_words' };
    expect(await session.send(aMessage(customer, 'words', { media: audio }))).toEqual(refused);
  });

  it('refuses a number that WhatsApp does not know, without writing, and asks once', async () => {
    const { owner, session } = await ready();
    const nobody = {
      ...aMessage(rig.customer(), 'anybody?'),
      to: [{ scheme: 'wa_phone', value: '70000000000' } as const],
    };
    const seen: string[] = [];
    const stop = rig.emulator.onStanza(({ direction, stanza }) => direction === 'in' && seen.push(stanza.tag));
    const refused = { kind: 'refused', reason: 'whatsapp.no_such_number' };
    expect(await session.send(nobody)).toEqual(refused);
    expect(await session.send({ ...nobody, externalId: '3EB0FF' })).toEqual(refused);
    stop();
    expect(seen.filter((tag) => tag === 'message')).toEqual([]);
    expect(seen.filter((tag) => tag === 'iq')).toHaveLength(1);
    expect(owner.outbox.filter(({ text }) => text === 'anybody?')).toEqual([]);
  });

  it('refuses who has no address in WhatsApp', async () => {
    const { session, customer } = await ready();
    const message = { ...aMessage(customer, 'x'), to: [{ scheme: 'email', value: 'a@b.test' } as const] };
    expect(await session.send(message)).toEqual({ kind: 'refused', reason: 'whatsapp.no_address' });
  });

  it('writes to somebody new after asking whether there is such an account', async () => {
    const { session } = await ready();
    const stranger = rig.customer('Stranger');
    const message = aMessage(stranger, 'good day');
    expect(await session.send(message)).toMatchObject({ kind: 'accepted' });
    expect(stranger.inbox.map(({ text }) => text)).toEqual(['good day']);
  });

  it('463: refused once and for all, with a warning, and no receipt beside it', async () => {
    const { owner, session, customer } = await ready();
    owner.faults.ackErrors = [463];
    const message = aMessage(customer, 'restricted');
    expect(await session.send(message)).toEqual({ kind: 'refused', reason: 'whatsapp.account_restricted' });
    await until('the warning', () => session.events.newsOf('warning').length > 0);
    expect(session.events.newsOf('warning')).toEqual([{ kind: 'warning', code: '463' }]);
    expect(session.events.statusesOf(message.externalId)).toEqual([]);
    expect(await session.send(aMessage(customer, 'next'))).toMatchObject({ kind: 'accepted' });
  });

  it('479: another look at the devices, and the same id once more', async () => {
    const { owner, session, customer } = await ready();
    owner.faults.ackErrors = [479];
    const message = aMessage(customer, 'stale');
    expect(await session.send(message)).toEqual({ kind: 'accepted', externalId: message.externalId });
    owner.faults.ackErrors = [479, 479];
    expect(await session.send(aMessage(customer, 'staler'))).toEqual({
      kind: 'refused',
      reason: 'whatsapp.stale_devices',
    });
    await until('delivered', () => session.events.statusesOf(message.externalId).includes('delivered'));
    expect(session.events.statusesOf(message.externalId)).toEqual(['delivered']);
  });

  it('any other code: refused', async () => {
    const { owner, session, customer } = await ready();
    owner.faults.ackErrors = [400];
    expect(await session.send(aMessage(customer, 'no'))).toEqual({ kind: 'refused', reason: 'whatsapp.refused' });
    expect(session.events.newsOf('warning')).toEqual([]);
  });

  it('no ack in time: unknown, and its late word comes as a receipt', async () => {
    const { owner, session, customer } = await ready();
    await session.send(aMessage(customer, 'known devices'));
    owner.faults.ackDelayMs = 700;
    const message = aMessage(customer, 'late');
    expect(await session.send(message, 300)).toEqual({ kind: 'unknown', reason: 'whatsapp.no_ack' });
    await until('the ack', () => session.events.statusesOf(message.externalId).includes('sent'));
    owner.faults.ackErrors = [400];
    const refused = aMessage(customer, 'late and refused');
    expect(await session.send(refused, 300)).toMatchObject({ kind: 'unknown' });
    await until('the refusal', () => session.events.statusesOf(refused.externalId).includes('failed'));
    expect(session.events.told.find(({ externalId }) => externalId === refused.externalId)).toMatchObject({
      reason: 'whatsapp.refused',
    });
  });

  it('the connection drops under it: unknown when it was written', async () => {
    const { owner, session, customer } = await ready();
    await session.send(aMessage(customer, 'known devices'));
    owner.faults.dropAcks = true;
    const message = aMessage(customer, 'cut');
    const outcome = session.send(message);
    await until('it was written', () => customer.inbox.some(({ id }) => id === message.externalId));
    rig.emulator.dropTcp(owner.phone);
    expect(await outcome).toEqual({ kind: 'unknown', reason: 'whatsapp.connection_lost' });
    expect(await session.untilClosed()).toMatchObject({ code: 428, isLinked: true });
  });

  it('the connection drops under a question (1006), or the question has no answer: later, nothing was written', async () => {
    const { owner, session } = await ready();
    const strangers = [rig.customer('A'), rig.customer('B')] as const;
    owner.faults.unanswered = ['usync get usync'];
    expect(await session.send(aMessage(strangers[0], 'lost?'), 300)).toMatchObject({
      kind: 'later',
      reason: 'whatsapp.no_answer',
    });
    const asked = new Promise<void>((resolve) => {
      rig.emulator.onStanza(({ stanza }) => stanza.attrs['xmlns'] === 'usync' && resolve());
    });
    const outcome = session.send(aMessage(strangers[1], 'lost?'));
    await asked;
    rig.emulator.dropTcp(owner.phone);
    expect(await outcome).toMatchObject({ kind: 'later', reason: 'whatsapp.not_connected' });
    await session.untilClosed();
    expect(await session.send(aMessage(strangers[1], 'closed'))).toMatchObject({ kind: 'later' });
    expect([...strangers].flatMap(({ inbox }) => inbox)).toEqual([]);
  });

  it('gives a phone that lost its copy another, also after a restart', async () => {
    const linked = await ready();
    const { owner, customer } = linked;
    const message = aMessage(customer, 'before the restart');
    await linked.session.send(message);
    await rig.reopened(linked);
    customer.askRetry(owner, message.externalId);
    await until('the second copy', () => customer.copiesOf(message.externalId) === 2);
  });

  it('keeps a bounded number of what it sent', async () => {
    const { session, customer, credentials } = await ready();
    for (let n = 0; n < 30; n += 1) await session.send(aMessage(customer, `number ${n}`));
    expect(credentials.ofType('sent').length).toBeGreaterThan(10);
    expect(credentials.ofType('sent').every(({ id }) => Number(id) < 256)).toBe(true);
  });

  it('marks as read and shows typing', async () => {
    const { owner, session, customer } = await ready();
    const id = await customer.say(owner, 'are you there?');
    await session.untilHeard(id);
    const to = [{ scheme: 'wa_phone', value: customer.phone } as const];
    await session.able.markRead(to, [id]);
    await session.able.showTyping(to, true);
    await session.able.showTyping(to, false);
    await until('paused came', () => customer.typing.some(({ state }) => state === 'paused'));
    expect(customer.typing.map(({ state }) => state)).toEqual(['composing', 'paused']);
    await until('read came', () => customer.receipts.some((receipt) => receipt.id === id && receipt.type === 'read'));
  });
});
