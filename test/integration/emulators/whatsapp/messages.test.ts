import { describe, expect, it } from 'vitest';
import { until } from '#test/support/until';
import { useRig } from './rig.js';

const rig = useRig();

describe('a customer writes', () => {
  it('by the phone number', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer('Aigerim');
    const id = await customer.say(owner, 'Здравствуйте! Есть ли парацетамол?');
    const { type, message } = await until('the message', () => client.upsertOf(id));
    expect(type).toBe('notify');
    expect(client.textsOf(id)).toBe('Здравствуйте! Есть ли парацетамол?');
    expect(message.pushName).toBe('Aigerim');
    expect(message.key).toMatchObject({ remoteJid: customer.jid, remoteJidAlt: customer.lidJid, fromMe: false });
    await until('the delivery receipt', () =>
      customer.receipts.some((one) => one.id === id && one.type === 'delivery'),
    );
  });

  it('by the hidden id, and is the same person', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    customer.changeAddressing('lid');
    const id = await customer.say(owner, 'it is me');
    const { message } = await until('the message', () => client.upsertOf(id));
    expect(message.key).toMatchObject({ remoteJid: customer.lidJid, remoteJidAlt: customer.jid });
  });

  it('several at once: they arrive in the order they were said', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    const ids = await Promise.all(['one', 'two', 'three', 'four'].map((text) => customer.say(owner, text)));
    await until('the last', () => client.upsertOf(ids[3] ?? ''));
    const arrived = client.upserts.map(({ message }) => message.key.id ?? '');
    expect(arrived.filter((id) => ids.includes(id))).toEqual(ids);
  });

  it('what cannot be decrypted is asked for again and then read', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    customer.breakNext = 1;
    const id = await customer.say(owner, 'broken on its way');
    await until('the readable copy', () => client.textsOf(id) === 'broken on its way');
    expect(client.upserts.find(({ message }) => message.key.id === id)?.message.messageStubType).toBe(2);
  });

  it('is typing, is there', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    await client.socket.presenceSubscribe(customer.jid);
    await until('the subscription', () => customer.subscribers.size === 1);
    customer.setPresence('available');
    customer.type(owner);
    customer.type(owner, 'recording');
    const seen = () =>
      client.presences.flatMap(({ presences }) => Object.values(presences).map((one) => one.lastKnownPresence));
    await until('all of it', () => seen().length >= 3);
    expect(seen()).toEqual(['available', 'composing', 'recording']);
  });
});

describe('the product writes', () => {
  it('to both addresses of a customer; the phone of the business gets its copy', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    for (const [jid, text] of [
      [customer.jid, 'Есть, 450 ₸'],
      [customer.lidJid, 'to the hidden id'],
    ] as const) {
      const sent = await client.socket.sendMessage(jid, { text });
      const got = await until('the text', () => customer.inbox.find(({ id }) => id === sent?.key.id));
      expect(got).toMatchObject({ text, kind: 'text', from: owner.phone });
      await until('the copy', () => owner.outbox.find(({ id }) => id === got.id)?.text === text);
    }
    expect(owner.chats.with(customer.phone).map(({ via }) => via)).toEqual(['linked', 'linked']);
  });

  it('and hears of acceptance, delivery and reading', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    const acks: string[] = [];
    client.socket.ws.on('CB:ack,class:message', ({ attrs }: { attrs: { id: string } }) => acks.push(attrs.id));
    const sent = await client.socket.sendMessage(customer.jid, { text: 'ready' });
    const id = sent?.key.id ?? '';
    await until('the ack', () => acks.includes(id));
    await until('delivered', () => client.statusOf(id) === 3);
    customer.markRead(owner, id);
    await until('read', () => client.statusOf(id) === 4);
    expect(rig.emulator.counters.acceptedBy(owner.phone).map((one) => one.id)).toContain(id);
    expect(rig.emulator.counters.orderTo(customer.phone)).toEqual([id]);
  });

  it('is seen typing, and marks messages read', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    await client.socket.sendPresenceUpdate('composing', customer.jid);
    await client.socket.sendPresenceUpdate('recording', customer.jid);
    await client.socket.sendPresenceUpdate('paused', customer.jid);
    await until('typing', () => customer.typing.length === 3);
    expect(customer.typing.map(({ state }) => state)).toEqual(['composing', 'recording', 'paused']);
    const id = await customer.say(owner, 'read me');
    const { message } = await until('the message', () => client.upsertOf(id));
    await client.socket.readMessages([message.key]);
    await until('the blue ticks', () => customer.chats.find(id)?.status === 'read');
  });

  it('twice with one id: the customer has it once, the counters say so', async () => {
    const { client } = await rig.session();
    const customer = rig.customer();
    const messageId = 'APP-0123456789ABCDEF';
    await client.socket.sendMessage(customer.jid, { text: 'once' }, { messageId });
    await client.socket.sendMessage(customer.jid, { text: 'once' }, { messageId });
    await until('two copies', () => customer.copiesOf(messageId) === 2);
    expect(customer.inbox.filter(({ id }) => id === messageId)).toHaveLength(1);
    expect(customer.duplicates).toEqual([messageId]);
    const again = rig.emulator.counters.duplicates;
    expect(again).toMatchObject([{ id: messageId, copy: 2 }]);
  });

  it('again when a phone asks for it', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    const sent = await client.socket.sendMessage(customer.jid, { text: 'once more, please' });
    const id = sent?.key.id ?? '';
    await until('the first', () => customer.copiesOf(id) === 1);
    customer.askRetry(owner, id);
    await until('the second', () => customer.copiesOf(id) === 2);
  });

  it('to a phone that was installed anew: it cannot read, asks, and then reads', async () => {
    const { client } = await rig.session();
    const customer = rig.customer();
    await client.socket.sendMessage(customer.jid, { text: 'before' });
    await until('the first text', () => customer.inbox.length === 1);
    customer.reinstall();
    await client.socket.sendMessage(customer.jid, { text: 'can you read this?' });
    await until('the text', () => customer.inbox.some(({ text }) => text === 'can you read this?'));
    expect(customer.undecryptable).toBeGreaterThan(0);
  });

  it('to nobody: the lookup says so, and only the own phone has a copy', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    expect(await client.socket.onWhatsApp(customer.phone)).toMatchObject([{ jid: customer.jid, exists: true }]);
    expect(await client.socket.onWhatsApp('70000000000')).toEqual([]);
    await client.socket.sendMessage('70000000000@s.whatsapp.net', { text: 'nobody' });
    await until('the copy', () => owner.outbox.some(({ text }) => text === 'nobody'));
  });

  it('to somebody who is away, or has blocked it', async () => {
    const { owner, client } = await rig.session();
    const away = rig.customer();
    const angry = rig.customer();
    away.goOffline();
    angry.block(owner);
    const first = await client.socket.sendMessage(away.jid, { text: 'are you there?' });
    const second = await client.socket.sendMessage(angry.jid, { text: 'and you?' });
    const isAccepted = (id: string | null | undefined) => rig.emulator.counters.accepted.some((one) => one.id === id);
    await until('both are accepted', () => isAccepted(first?.key.id) && isAccepted(second?.key.id));
    expect([...away.inbox, ...angry.inbox]).toEqual([]);
    await away.goOnline();
    await until('delivered', () => client.statusOf(first?.key.id ?? '') === 3);
    expect(away.inbox.map(({ text }) => text)).toEqual(['are you there?']);
    expect(client.statusOf(second?.key.id ?? '')).not.toBe(3);
  });
});

describe('the owner', () => {
  it('answers on the phone: the product learns of it, the customer reads it', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    const id = await owner.writeTo(customer, 'I answer myself');
    const { message, type } = await until('the copy', () => client.upsertOf(id));
    expect(type).toBe('notify');
    expect(message.key).toMatchObject({ fromMe: true, remoteJid: customer.jid });
    expect(customer.inbox).toMatchObject([{ id, text: 'I answer myself', encryption: 'none' }]);
  });

  it('looks at a chat on the phone: the customer sees it', async () => {
    const { owner } = await rig.session();
    const customer = rig.customer();
    const id = await customer.say(owner, 'do you see this?');
    owner.markRead(customer);
    expect(customer.chats.find(id)?.status).toBe('read');
  });

  it('of one business writes to another business: both are products', async () => {
    const one = await rig.session();
    const two = await rig.linked({}, rig.owner('Two'));
    const sent = await one.client.socket.sendMessage(two.owner.jid, { text: 'hello, machine' });
    await until('it arrives', () => two.client.textsOf(sent?.key.id ?? '') === 'hello, machine');
    expect(two.client.upsertOf(sent?.key.id ?? '')?.message.key.fromMe).toBe(false);
  });
});
