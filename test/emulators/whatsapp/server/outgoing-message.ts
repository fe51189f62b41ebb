import { type BinaryNode, jidDecode } from '@whiskeysockets/baileys';
import { child, children, node, timestamp } from '../binary-nodes.js';
import type { LinkedDevice } from '../linked-device.js';
import type { Person } from '../people/person.js';
import type { Connection } from './connection.js';

const rateLimited = 429;

/** A linked device sent a message: it is taken or refused, and brought to the phones it is for. */
export const takeMessage = async (connection: Connection, stanza: BinaryNode): Promise<void> => {
  const { session, host } = connection;
  const { id = '', to = '' } = stanza.attrs;
  if (session === undefined) return;
  const error = isOverRate(connection, session.account) ? rateLimited : connection.faults.nextAckError();
  acknowledge(connection, stanza, error);
  if (error !== undefined) {
    host.counters.refusedMessages += 1;
    return;
  }
  host.counters.accept(session.account.phone, id, host.account(to)?.phone ?? to);
  for (const { jid, enc } of recipientsOf(stanza)) await bring(connection, session.device, stanza, jid, enc);
  host.changed('accepted', session.account.phone);
};

const isOverRate = ({ faults, host }: Connection, { phone }: Person): boolean => {
  const limit = faults.get('rateLimit');
  if (limit === undefined) return false;
  const since = Date.now() - limit.windowMs;
  return host.counters.acceptedBy(phone).filter(({ at }) => at > since).length >= limit.messages;
};

const acknowledge = (connection: Connection, { attrs: { id = '', to = '' } }: BinaryNode, error?: number): void => {
  if (connection.faults.get('dropAcks') === true) return;
  const attrs = { class: 'message', id, from: to, t: timestamp() };
  const ack = node('ack', error === undefined ? attrs : { ...attrs, error: String(error) });
  const delayMs = connection.faults.get('ackDelayMs') ?? 0;
  if (delayMs > 0) setTimeout(() => connection.send(ack), delayMs);
  else connection.send(ack);
};

const recipientsOf = (stanza: BinaryNode): { readonly jid: string; readonly enc: BinaryNode }[] => {
  const { to = '' } = stanza.attrs;
  const listed = children(child(stanza, 'participants'), 'to').map((one) => ({
    jid: one.attrs['jid'] ?? '',
    enc: child(one, 'enc'),
  }));
  const all = listed.length > 0 ? listed : [{ jid: to, enc: child(stanza, 'enc') }];
  return all.flatMap(({ jid, enc }) => (enc === undefined ? [] : [{ jid, enc }]));
};

/** To a phone, or to a linked device: another business's, or a second one of the same account. */
const bring = async (
  { host }: Connection,
  sender: LinkedDevice,
  stanza: BinaryNode,
  jid: string,
  enc: BinaryNode,
): Promise<void> => {
  const person = host.account(jid);
  const deviceId = jidDecode(jid)?.device ?? 0;
  if (person === undefined) return;
  if (deviceId === 0) {
    await person.onEncrypted(sender, stanza, enc);
    return;
  }
  const { id = '', to = '', type = 'text' } = stanza.attrs;
  const isOwn = person.phone === sender.account.phone;
  const attrs = { from: sender.jid, sender_lid: sender.lidJid, id, type, t: timestamp() };
  person.devices.get(deviceId)?.deliver(node('message', isOwn ? { ...attrs, recipient: to } : attrs, [enc]));
};
