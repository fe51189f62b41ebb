import { describe, expect, it } from 'vitest';
import { until } from '#test/support/until';
import { aMessage, useRig } from './rig.js';

describe('what the Baileys engine hears', () => {
  const rig = useRig();

  it('tells a text with its sender both ways known, whichever address it came by', async () => {
    const { owner, session } = await rig.linked();
    const customer = rig.customer('Aigerim');
    const identities = [
      { scheme: 'wa_phone', value: customer.phone },
      { scheme: 'wa_lid', value: customer.lid },
    ];
    const first = await session.untilHeard(await customer.say(owner, 'Сәлем 👋'));
    customer.changeAddressing('lid');
    const second = await session.untilHeard(await customer.say(owner, 'again'));
    for (const { message, arrival, hasMedia } of [first, second]) {
      expect(message).toMatchObject({ identities, displayName: 'Aigerim', quotes: null });
      expect({ arrival, hasMedia }).toEqual({ arrival: 'live', hasMedia: false });
      expect(Math.abs(message.sentAt.getTime() - Date.now())).toBeLessThan(60_000);
    }
    expect(session.events.texts()).toEqual(['Сәлем 👋', 'again']);
    // The answer goes by the address the customer used last.
    const answer = aMessage(customer, 'hello');
    await session.send(answer);
    await until('it arrived', () => customer.inbox.find(({ id }) => id === answer.externalId)?.to === customer.lidJid);
  });

  it('tells what came while it was away as such, each once, in order', async () => {
    const linked = await rig.linked();
    const { owner, session, credentials } = linked;
    const customer = rig.customer();
    await session.close();
    const ids = [
      await customer.say(owner, 'one'),
      await customer.say(owner, 'two'),
      await customer.say(owner, 'three'),
    ];
    const next = await rig.open(credentials);
    await next.untilHeard(ids[2] ?? '');
    await next.untilCaughtUp();
    expect(next.events.heard.map(({ message, arrival }) => [message.externalId, arrival])).toEqual(
      ids.map((id) => [id, 'offline']),
    );
    expect(next.events.news.at(-1)).toEqual({ kind: 'caught_up' });
  });

  it('tells what comes now behind what waited, of which it has opened only the first', async () => {
    const { owner, session, credentials } = await rig.linked();
    const customer = rig.customer();
    await session.untilHeard(await customer.say(owner, 'hello'));
    await session.close();
    const said: string[] = [];
    for (let count = 1; count <= 30; count += 1) {
      said.push(`waited ${count}`);
      await customer.say(owner, `waited ${count}`);
    }
    const isBack = new Promise<void>((resolve) => {
      const end = rig.emulator.onChange(({ what, phone }) => {
        if (what !== 'active' || phone !== owner.phone) return;
        end();
        resolve();
      });
    });
    const next = await rig.open(credentials);
    await isBack;
    for (const text of ['now', 'and now']) said.push(text);
    await customer.say(owner, 'now');
    await next.untilHeard(await customer.say(owner, 'and now'));
    expect(next.events.texts()).toEqual(said);
  });

  it('tells old chats as history, both sides of them', async () => {
    const owner = rig.owner();
    const customer = rig.customer('Old friend');
    const at = Date.now() - 86_400_000;
    owner.rememberChat(customer, [
      { text: 'what we said', fromMe: true, at: at + 2_000, id: 'OLD2' },
      { text: 'long ago', at, id: 'OLD1' },
    ]);
    const { session } = await rig.linked({}, owner);
    const old = await session.untilHeard('OLD1');
    expect(old).toMatchObject({ arrival: 'history', message: { content: { type: 'text', text: 'long ago' } } });
    await until('the owner’s side came', () => session.events.own.length > 0);
    expect(session.events.own[0]).toMatchObject({ arrival: 'history', message: { externalId: 'OLD2' } });
    expect(session.events.own[0]?.to[0]).toEqual({ scheme: 'wa_phone', value: customer.phone });
  });

  it('tells what the owner writes on the phone, and never what we sent ourselves', async () => {
    const { owner, session } = await rig.linked();
    const customer = rig.customer();
    await session.untilHeard(await customer.say(owner, 'hi'));
    const ours = aMessage(customer, 'from us');
    expect(await session.send(ours)).toMatchObject({ kind: 'accepted' });
    const id = await owner.writeTo(customer, 'from the phone');
    const own = await until('it was told', () => session.events.own[0]);
    expect(own.message).toMatchObject({ externalId: id, content: { type: 'text', text: 'from the phone' } });
    expect(own.message.identities).toContainEqual({ scheme: 'wa_phone', value: owner.phone });
    expect(own.to).toEqual([
      { scheme: 'wa_phone', value: customer.phone },
      { scheme: 'wa_lid', value: customer.lid },
    ]);
    await until('our copy came to the phone', () => owner.outbox.some((copy) => copy.id === ours.externalId));
    expect(session.events.own).toHaveLength(1);
  });

  it('reads every sort of message, and names what it cannot read', async () => {
    const { owner, session } = await rig.linked();
    const customer = rig.customer();
    const first = await customer.say(owner, 'first');
    const told = async (id: Promise<string>) => {
      const { message } = await session.untilHeard(await id);
      return { ...message.content, quotes: message.quotes };
    };
    const card = { name: 'Dana', phone: '+77051234567' };
    const place = { latitude: 43.25, longitude: 76.95, name: 'Almaty' };
    expect(await told(customer.sendLocation(owner, place))).toMatchObject({ type: 'location', ...place });
    expect(await told(customer.sendContact(owner, card))).toMatchObject({
      type: 'contacts',
      contacts: [{ name: 'Dana' }],
    });
    expect(await told(customer.react(owner, first, '👍'))).toMatchObject({
      type: 'reaction',
      emoji: '👍',
      toExternalId: first,
    });
    expect(await told(customer.react(owner, first, ''))).toMatchObject({ type: 'reaction', emoji: '' });
    expect(await told(customer.reply(owner, first, 'about that'))).toEqual({
      type: 'text',
      text: 'about that',
      quotes: first,
    });
    expect(await told(customer.edit(owner, first, 'corrected'))).toEqual({
      type: 'text',
      text: 'corrected',
      quotes: first,
    });
    expect(await told(customer.delete(owner, first))).toEqual({
      type: 'unsupported',
      providerType: 'deleted',
      quotes: first,
    });
    expect(await told(customer.sendGroupInvite(owner, 'Friends'))).toMatchObject({ providerType: 'group_invite' });
    const poll = { question: 'When?', options: ['now', 'later'] };
    expect(await told(customer.sendPoll(owner, poll))).toMatchObject({ providerType: 'poll_creation' });
    const long = 'ab'.repeat(4_000);
    expect(await told(customer.say(owner, long))).toMatchObject({ type: 'text', clipped: true });
    expect(await told(customer.say(owner, { viewOnceMessage: { message: { conversation: 'once' } } }))).toMatchObject({
      type: 'text',
      text: 'once',
    });
  });

  it('tells of a message it cannot open, and fills it in when the phone sends it again', async () => {
    const { owner, session } = await rig.linked();
    const customer = rig.customer();
    await session.untilHeard(await customer.say(owner, 'readable'));
    customer.breakNext = 1;
    const id = await customer.say(owner, 'broken on the way');
    await until('the real copy came', () => session.events.find(id)?.message.content.type === 'text');
    const copies = session.events.heard.filter(({ message }) => message.externalId === id);
    expect(copies.map(({ message }) => message.content.type)).toEqual(['undecrypted', 'text']);
    await until('it was counted', () => session.events.counted?.decryptFailures === 1);
    expect(session.events.counted?.lastInboundAt).toBeInstanceOf(Date);
  });

  it('is told that a customer writes', async () => {
    const { owner, session } = await rig.linked();
    const customer = rig.customer();
    await session.untilHeard(await customer.say(owner, 'hi'));
    customer.type(owner);
    await until('typing was told', () => session.events.writing.length > 0);
    expect(session.events.writing[0]).toEqual({ scheme: 'wa_phone', value: customer.phone });
  });

  it('forgets what the host has stored, with saves that happen anyway', async () => {
    const { owner, session, credentials } = await rig.linked();
    const customer = rig.customer();
    const ids: string[] = [];
    for (let n = 0; n < 20; n += 1) ids.push(await customer.say(owner, `number ${n}`));
    await session.untilHeard(ids.at(-1) ?? '');
    const removals = credentials.saves.filter((changes) => changes.every(({ value }) => value === null));
    expect(removals).toEqual([]);
    await session.close();
    expect(credentials.ofType('inbox')).toEqual([]);
  });
});
