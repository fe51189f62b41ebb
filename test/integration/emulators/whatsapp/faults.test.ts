import type { WAMessage } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { node } from '#test/emulators/whatsapp/binary-nodes';
import { until } from '#test/support/until';
import type { BaileysClient } from './baileys-client.js';
import type { Linked } from './rig.js';
import { useRig } from './rig.js';

const rig = useRig();

/** The library's own websocket: paused, it is a client whose process is stopped. */
const socketOf = ({ socket }: BaileysClient): WebSocket => (socket.ws as unknown as { socket: WebSocket }).socket;

describe('an open session ends', () => {
  const ends: readonly (readonly [string, number, (linked: Linked) => void])[] = [
    ['the connection breaks', 428, ({ owner }) => rig.emulator.dropTcp(owner.phone)],
    ['the server ends the stream', 428, ({ owner }) => rig.emulator.endStream(owner.phone)],
    ['restart required', 515, ({ owner }) => rig.emulator.streamError(owner.phone, 515)],
    ['service unavailable', 503, ({ owner }) => rig.emulator.streamError(owner.phone, 503)],
    [
      'no reason given',
      500,
      ({ owner }) => rig.emulator.streamError(owner.phone, undefined, node('xml-not-well-formed')),
    ],
    ['replaced by another', 440, ({ owner }) => rig.emulator.replace(owner.phone)],
    ['banned', 403, ({ owner }) => owner.ban()],
  ];
  it.each(ends)('%s: %i', async (_, code, act) => {
    const linked = await rig.session();
    const before = linked.client.closes.length;
    act(linked);
    expect((await until('the close', () => linked.client.closes[before])).code).toBe(code);
  });

  it('for a socket when a second one logs in with the same keys; the counters tell', async () => {
    const { owner, client, keys } = await rig.session();
    const conflicts = rig.emulator.counters.conflicts;
    const device = owner.devices.get(1)?.jid ?? '';
    expect(rig.emulator.counters.devicesWithTwoSockets).not.toContain(device);
    const before = client.closes.length;
    const second = rig.connect(keys);
    expect((await until('the close', () => client.closes[before])).code).toBe(440);
    await until('the second is open', () => second.opens === 1);
    expect(rig.emulator.counters.conflicts).toBe(conflicts + 1);
    expect(rig.emulator.counters.mostSocketsAtOnce[device]).toBe(1);
    expect(rig.emulator.counters.devicesWithTwoSockets).not.toContain(device);
  });

  it('at once, though its process is stopped: it is given nothing more, and what it still sends is counted, not taken', async () => {
    const { owner, client, keys } = await rig.linked();
    const customer = rig.customer();
    const { counters } = rig.emulator;
    const before = client.closes.length;
    const frozen = socketOf(client);
    frozen.pause();
    const second = rig.connect(keys);
    await until('the second is open', () => second.opens === 1);
    expect([client.closes.length, frozen.readyState]).toEqual([before, WebSocket.OPEN]);
    expect(rig.emulator.connectionsOf(owner.phone)).toHaveLength(1);
    const device = owner.devices.get(1)?.jid ?? '';
    expect(counters.mostSocketsAtOnce[device]).toBe(1);
    const said = await customer.say(owner, 'to the newer one');
    await until('it arrives', () => second.upsertOf(said));
    await client.socket.sendNode(node('message', { id: 'LATE', to: customer.jid, type: 'text' }));
    await until('the late word', () => counters.lateStanzas.some(({ id }) => id === 'LATE'));
    expect(counters.lateStanzas.filter(({ id }) => id === 'LATE')).toMatchObject([{ device, tag: 'message' }]);
    expect(counters.accepted.filter(({ id }) => id === 'LATE')).toEqual([]);
    frozen.resume();
    expect((await until('the close', () => client.closes[before])).code).toBe(440);
    expect(client.upsertOf(said)).toBeUndefined();
  });
});

describe('a login fails', () => {
  it('with each reason, for one account only', async () => {
    const linked = await rig.session();
    const other = await rig.linked();
    await rig.hangUp(linked);
    for (const reason of [401, 403, 405, 411, 429, 500, 503]) {
      linked.owner.faults.loginFailure = reason;
      const client = rig.connect(linked.keys);
      expect((await until('the refusal', () => client.lastClose)).code).toBe(reason);
    }
    const again = await rig.reopened(other);
    expect(again.client.closes).toEqual([]);
  });

  it.each([429, 503])('with HTTP %i instead of a websocket', async (status) => {
    const linked = await rig.session();
    await rig.hangUp(linked);
    rig.emulator.faults.upgradeStatus = status;
    const client = rig.connect(linked.keys);
    expect((await until('the refusal', () => client.lastClose)).code).toBe(status);
  });

  it('when the server takes the connection and is silent', async () => {
    const linked = await rig.session();
    await rig.hangUp(linked);
    rig.emulator.faults.mute = true;
    const client = rig.connect(linked.keys, { config: { connectTimeoutMs: 300 } });
    expect((await until('the library gives up', () => client.lastClose)).code).toBe(408);
  });

  it('when nobody listens', async () => {
    const linked = await rig.session();
    await rig.hangUp(linked);
    const client = rig.connect(linked.keys, {}, 'ws://127.0.0.1:9/ws/chat');
    expect((await until('the refusal', () => client.lastClose)).code).toBe(408);
  });
});

describe('an open session is not served', () => {
  it('pings are ignored: the library gives up after its interval and 5 s', async () => {
    const { client, owner } = await rig.reopened(await rig.session(), { config: { keepAliveIntervalMs: 300 } });
    owner.faults.ignorePings = true;
    const before = client.closes.length;
    expect(await until('the close', () => client.closes[before])).toEqual({
      code: 408,
      message: 'Connection was lost',
    });
  });

  it('acks come late: the library does not wait for them', async () => {
    const { client, owner } = await rig.session();
    const customer = rig.customer();
    const acks: string[] = [];
    client.socket.ws.on('CB:ack,class:message', ({ attrs }: { attrs: { id: string } }) => acks.push(attrs.id));
    owner.faults.ackDelayMs = 600;
    const sent = await client.socket.sendMessage(customer.jid, { text: 'slow' });
    await until('it arrives', () => customer.copiesOf(sent?.key.id ?? '') === 1);
    expect(acks).toEqual([]);
    await until('the ack', () => acks.length === 1);
  });

  it.each([463, 479, 400])('a message is refused with %i: it has status 0 and reaches nobody', async (code) => {
    const { client, owner } = await rig.session();
    const customer = rig.customer();
    owner.faults.ackErrors = [code];
    const sent = await client.socket.sendMessage(customer.jid, { text: 'refused' });
    await until('status 0', () => client.statusOf(sent?.key.id ?? '') === 0);
    expect(customer.inbox).toEqual([]);
    const next = await client.socket.sendMessage(customer.jid, { text: 'accepted' });
    await until('the next one arrives', () => customer.copiesOf(next?.key.id ?? '') === 1);
  });

  it('too many messages in a while are refused with 429', async () => {
    const { client, owner } = await rig.session();
    const customer = rig.customer();
    const already = rig.emulator.counters.acceptedBy(owner.phone).length;
    owner.faults.rateLimit = { messages: already + 2, windowMs: 600_000 };
    const sent: (WAMessage | undefined)[] = [];
    for (const text of ['1', '2', '3']) sent.push(await client.socket.sendMessage(customer.jid, { text }));
    await until('the third is refused', () => client.statusOf(sent[2]?.key.id ?? '') === 0);
    expect(customer.inbox.map(({ text }) => text)).toEqual(['1', '2']);
  });

  it('a lookup is never answered: the library sends to nobody and says nothing', async () => {
    const { client, owner } = await rig.reopened(await rig.session(), { config: { defaultQueryTimeoutMs: 700 } });
    const stranger = rig.customer();
    owner.faults.unanswered = ['usync get usync'];
    const sent = await client.socket.sendMessage(stranger.jid, { text: 'lost' });
    await until('it is accepted', () => rig.emulator.counters.accepted.some(({ id }) => id === sent?.key.id));
    expect(stranger.inbox).toEqual([]);
  });

  it('the connection breaks in a lookup: the number 1006 is thrown', async () => {
    const { client, owner } = await rig.session();
    owner.faults.deaf = true;
    const looked: string[] = [];
    const end = rig.emulator.onStanza(({ direction, phone, stanza }) => {
      if (direction === 'in' && phone === owner.phone) looked.push(stanza.attrs['xmlns'] ?? '');
    });
    const sending = client.socket.sendMessage(rig.customer().jid, { text: 'lost' }).then(
      () => 'sent',
      (error: unknown) => error,
    );
    await until('the lookup is on its way', () => looked.includes('usync'));
    rig.emulator.dropTcp(owner.phone);
    expect(await sending).toBe(1006);
    end();
  });
});
