import { describe, expect, it } from 'vitest';
import type { Customer } from '#test/emulators/whatsapp/people/customer';
import { until } from '#test/support/until';
import { type Linked, useRig } from './rig.js';

const rig = useRig();

const unsettled = ({ owner }: Linked): number => owner.devices.get(1)?.unsettled.size ?? 0;

describe('a product that was away', () => {
  it('logs in with what it kept, and shows the way it was told', async () => {
    const linked = await rig.session();
    const { client, owner } = await rig.reopened(linked);
    expect(client.qrCodes).toEqual([]);
    const [connection] = rig.emulator.connectionsOf(owner.phone);
    expect(connection?.routingInfo).toEqual(owner.devices.get(1)?.routingInfo);
  });

  it('gets what was written meanwhile, once, and in order', async () => {
    const linked = await rig.session();
    const customer = rig.customer();
    await rig.hangUp(linked);
    const ids = [await customer.say(linked.owner, 'offline 1'), await customer.say(linked.owner, 'offline 2')];
    const again = await rig.logIn(linked.owner, linked.keys);
    await until('both', () => ids.every((id) => again.client.upsertOf(id)));
    await until('nothing is left', () => unsettled(again) === 0);
    const arrived = again.client.upserts.filter(({ message }) => ids.includes(message.key.id ?? ''));
    expect(arrived.map(({ message }) => message.key.id)).toEqual(ids);
    expect(arrived.map(({ type }) => type)).toEqual(['append', 'append']);
  });

  /** The server hears nothing of the arrival, as when the product dies in that moment. */
  const arriveUnsettled = async (linked: Linked, customer: Customer, text: string): Promise<string> => {
    await until('what came before is settled', () => unsettled(linked) === 0);
    linked.owner.faults.deaf = true;
    const id = await customer.say(linked.owner, text);
    await until('it arrives', () => linked.client.upsertOf(id));
    await rig.hangUp(linked);
    expect(unsettled(linked)).toBe(1);
    linked.owner.faults.clear();
    return id;
  };

  it('gets what it never settled again, and the library needs a new copy from the phone', async () => {
    const linked = await rig.session();
    const customer = rig.customer();
    await linked.client.socket.sendMessage(customer.jid, { text: 'how can I help?' });
    await until('a session', () => customer.inbox.length === 1);
    const id = await arriveUnsettled(linked, customer, 'delivered twice');
    const again = await rig.logIn(linked.owner, linked.keys);
    await until('a readable copy', () => again.client.textsOf(id) === 'delivered twice');
    await until('nothing is left', () => unsettled(again) === 0);
  });

  it('gets the first message of a session again, which the library refuses and loses', async () => {
    const linked = await rig.session();
    const id = await arriveUnsettled(linked, rig.customer(), 'the very first');
    const refusals: string[] = [];
    const end = rig.emulator.onStanza(({ direction, stanza: { tag, attrs } }) => {
      if (direction === 'in' && tag === 'ack' && attrs['id'] === id) refusals.push(attrs['error'] ?? '');
    });
    const again = await rig.logIn(linked.owner, linked.keys);
    await until('nothing is left', () => unsettled(again) === 0);
    expect(refusals).toEqual(['487']);
    expect(again.client.upsertOf(id)).toBeUndefined();
    end();
  });

  it('hears of receipts that came meanwhile', async () => {
    const linked = await rig.session();
    const customer = rig.customer();
    const sent = await linked.client.socket.sendMessage(customer.jid, { text: 'see you' });
    const id = sent?.key.id ?? '';
    await until('delivered', () => linked.client.statusOf(id) === 3);
    await rig.hangUp(linked);
    customer.markRead(linked.owner, id);
    const again = await rig.logIn(linked.owner, linked.keys);
    await until('read', () => again.client.statusOf(id) === 4);
  });

  it('is asked by a phone for a message from before, and looks it up', async () => {
    const linked = await rig.session();
    const customer = rig.customer();
    const sent = await linked.client.socket.sendMessage(customer.jid, { text: 'before the restart' });
    const id = sent?.key.id ?? '';
    await until('it arrives', () => customer.copiesOf(id) === 1);
    const asked: string[] = [];
    const getMessage = async ({ id: wanted }: { id?: string | null }) => {
      asked.push(wanted ?? '');
      return sent?.message ?? undefined;
    };
    const again = await rig.reopened(linked, { config: { getMessage } });
    customer.askRetry(again.owner, id);
    await until('the second copy', () => customer.copiesOf(id) === 2);
    expect(asked).toContain(id);
  });
});
