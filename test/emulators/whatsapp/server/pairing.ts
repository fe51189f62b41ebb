import { type BinaryNode, S_WHATSAPP_NET } from '@whiskeysockets/baileys';
import { bytesAt, child, intOf, node, timestamp } from '../binary-nodes.js';
import { LinkedDevice } from '../linked-device.js';
import type { ClientIdentity } from '../noise/noise-server.js';
import type { LinkingAccount, PendingLink } from '../people/pending-link.js';
import type { Connection } from './connection.js';

const codesOffered = 6;
const restartRequired = 515;

/** A socket that is to be linked, from its first QR code to the signed identity. */
export class Pairing implements PendingLink {
  readonly noiseKey: Buffer;
  readonly identity: Buffer;
  readonly #connection: Connection;
  readonly #client: ClientIdentity;
  #device: LinkedDevice | undefined;
  #account: LinkingAccount | undefined;

  constructor(connection: Connection, client: ClientIdentity) {
    this.#connection = connection;
    this.#client = client;
    this.noiseKey = client.noiseKey;
    this.identity = Buffer.from(client.payload.devicePairingData?.eIdent ?? []);
  }

  /** The references for the QR codes; the client shows one after the other and hangs up after the last. */
  offerCodes(): void {
    const { host } = this.#connection;
    const refs = Array.from({ length: codesOffered }, () => `2@${crypto.randomUUID()}`);
    for (const ref of refs) host.offer(ref, this);
    const nodes = refs.map((ref) => node('ref', {}, Buffer.from(ref)));
    this.#set(node('pair-device', {}, nodes));
  }

  send(stanza: BinaryNode): void {
    this.#connection.send(stanza);
  }
  answer(iq: BinaryNode, content?: BinaryNode[]): void {
    this.#connection.answer(iq, content);
  }

  succeed(account: LinkingAccount, deviceId: number, deviceIdentity: Uint8Array): void {
    const pairing = this.#client.payload.devicePairingData;
    const device = new LinkedDevice(account, deviceId, {
      noiseKey: this.noiseKey,
      identity: this.identity,
      registrationId: intOf(Buffer.from(pairing?.eRegid ?? [0])),
      signedPreKey: {
        id: intOf(Buffer.from(pairing?.eSkeyId ?? [0])),
        key: Buffer.from(pairing?.eSkeyVal ?? []),
        signature: Buffer.from(pairing?.eSkeySig ?? []),
      },
    });
    this.#device = device;
    this.#account = account;
    this.#set(
      node('pair-success', {}, [
        node('device-identity', {}, deviceIdentity),
        // Without a name the library stays silent about presence.
        node('biz', { name: account.name }),
        node('device', { jid: device.jid, lid: device.lidJid }),
        node('platform', { name: 'android' }),
      ]),
    );
  }

  /** The client's answer to `pair-success`. It must come back on a new socket. */
  finish(answer: BinaryNode): void {
    const signed = child(answer, 'pair-device-sign');
    if (signed === undefined || this.#device === undefined) return;
    this.#account?.acceptDevice(this.#device, bytesAt(signed, 'device-identity'));
    this.#connection.host.withdraw(this);
    this.#connection.streamError(restartRequired);
  }

  #set(content: BinaryNode): void {
    const id = this.#connection.host.nextId();
    this.send(node('iq', { from: S_WHATSAPP_NET, type: 'set', id, xmlns: 'md', t: timestamp() }, [content]));
  }
}
