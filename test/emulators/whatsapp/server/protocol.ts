import type { BinaryNode } from '@whiskeysockets/baileys';
import { child, children, node } from '../binary-nodes.js';
import { OwnerPhone } from '../people/owner-phone.js';
import type { Connection, Protocol } from './connection.js';
import { answerIq } from './iq-router.js';
import { logIn } from './login.js';
import { takeMessage } from './outgoing-message.js';
import { Pairing } from './pairing.js';

/** What each stanza of an open connection leads to. */
export class WhatsAppProtocol implements Protocol {
  readonly #pairings = new Map<Connection, Pairing>();

  begin(connection: Connection, client: Parameters<Protocol['begin']>[1]): void {
    if (client.payload.devicePairingData) {
      const pairing = new Pairing(connection, client);
      this.#pairings.set(connection, pairing);
      pairing.offerCodes();
    } else logIn(connection, client);
  }

  async take(connection: Connection, stanza: BinaryNode): Promise<void> {
    switch (stanza.tag) {
      case 'iq':
        this.#takeIq(connection, stanza);
        break;
      case 'message':
        await takeMessage(connection, stanza);
        break;
      case 'receipt':
        await takeReceipt(connection, stanza);
        break;
      case 'ack': {
        const { class: of = '', id = '', type } = stanza.attrs;
        connection.session?.device.settle(of, id, type);
        break;
      }
      case 'chatstate':
        takeTyping(connection, stanza);
        break;
      case 'presence':
        takePresence(connection, stanza);
        break;
      case 'ib':
        // unified_session and offline_batch: for the server's own books.
        break;
      default:
        connection.host.unknown(stanza);
    }
  }

  end(connection: Connection): void {
    const pairing = this.#pairings.get(connection);
    if (pairing !== undefined) connection.host.withdraw(pairing);
    this.#pairings.delete(connection);
    const device = connection.session?.device;
    if (device === undefined) return;
    connection.host.counters.closed(device.jid);
    if (device.link === connection) device.link = undefined;
  }

  #takeIq(connection: Connection, iq: BinaryNode): void {
    const pairing = this.#pairings.get(connection);
    const stage = child(iq, 'link_code_companion_reg');
    if (pairing === undefined) answerIq(connection, iq);
    else if (stage !== undefined) takeCodeStage(connection, pairing, iq, stage);
    else if (iq.attrs['type'] === 'result') pairing.finish(iq);
    // The library pings while it shows the codes.
    else if (iq.attrs['xmlns'] === 'w:p') connection.answer(iq);
    else connection.host.unknown(iq);
  }
}

const takeCodeStage = (connection: Connection, pairing: Pairing, iq: BinaryNode, stage: BinaryNode): void => {
  const account = connection.host.account(stage.attrs['jid']);
  if (account instanceof OwnerPhone) account.onCodeStage(pairing, iq, stage);
  else connection.refuse(iq, 404, 'item-not-found');
};

const takeReceipt = async (connection: Connection, stanza: BinaryNode): Promise<void> => {
  const { id = '', to = '', type, recipient } = stanza.attrs;
  const { session, host } = connection;
  connection.send(node('ack', { class: 'receipt', id, from: to, ...(type === undefined ? {} : { type }) }));
  if (session === undefined) return;
  const ids = [id, ...children(child(stanza, 'list'), 'item').map(({ attrs }) => attrs['id'] ?? '')];
  if (type !== 'retry') for (const one of ids) session.device.settle('message', one);
  await host.account(recipient ?? to)?.onReceipt(session.device, { ids, type: type ?? 'delivery', stanza });
  host.changed('settled', session.account.phone);
};

const takeTyping = ({ session, host }: Connection, stanza: BinaryNode): void => {
  const [state] = children(stanza);
  if (session === undefined || state === undefined) return;
  const shown = state.attrs['media'] === 'audio' ? 'recording' : state.tag;
  host.account(stanza.attrs['to'])?.onTyping(session.device, shown);
};

const takePresence = ({ session, host }: Connection, { attrs }: BinaryNode): void => {
  if (session === undefined) return;
  const { type, to, name } = attrs;
  if (type === 'subscribe') host.account(to)?.subscribers.add(session.device);
  else session.device.presence = type ?? session.device.presence;
  if (name !== undefined) session.device.pushName = name;
  host.changed('presence', session.account.phone);
};
