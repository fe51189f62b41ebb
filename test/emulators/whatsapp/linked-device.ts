import { type BinaryNode, jidEncode } from '@whiskeysockets/baileys';
import type { PreKeyBundle } from './signal/pre-key-bundle.js';

/** The open connection of a device. */
export type Link = {
  /** The client said `<active/>`: stanzas may come. */
  readonly isActive: boolean;
  send(stanza: BinaryNode): void;
  /** Ends the connection with `<stream:error>`. */
  streamError(code: number | undefined, cause?: BinaryNode): void;
  /** Ends it in favour of a newer one. */
  replace(): void;
};

export type AccountAddress = { readonly phone: string; readonly lid: string };

type DeviceKeys = {
  readonly noiseKey: Buffer;
  readonly identity: Buffer;
  readonly registrationId: number;
  signedPreKey: PreKeyBundle['signedPreKey'];
};

/** One companion of an account: what the product is. */
export class LinkedDevice {
  readonly account: AccountAddress;
  readonly id: number;
  readonly keys: DeviceKeys;
  readonly preKeys = new Map<number, Buffer>();
  /** Messages and receipts the client has not settled yet, oldest first. */
  readonly unsettled = new Map<string, BinaryNode>();
  link: Link | undefined;
  /** Never been active: the phone has yet to share its history. */
  isFresh = true;
  presence: string | undefined;
  pushName: string | undefined;
  routingInfo: Buffer | undefined;

  constructor(account: AccountAddress, id: number, keys: DeviceKeys) {
    this.account = account;
    this.id = id;
    this.keys = keys;
  }

  get jid(): string {
    return jidEncode(this.account.phone, 's.whatsapp.net', this.id);
  }
  get lidJid(): string {
    return jidEncode(this.account.lid, 'lid', this.id);
  }

  /** Takes one of the uploaded one-time keys out. */
  takeBundle(): PreKeyBundle {
    const [first] = this.preKeys;
    if (first !== undefined) this.preKeys.delete(first[0]);
    const { registrationId, identity, signedPreKey } = this.keys;
    return { registrationId, identity, signedPreKey, preKey: first && { id: first[0], key: first[1] } };
  }

  /** Now, or when the device is back. */
  deliver(stanza: BinaryNode): void {
    const { tag, attrs } = stanza;
    if (tag === 'message' || tag === 'receipt') this.unsettled.set(settleKey(tag, attrs), stanza);
    if (this.link?.isActive) this.link.send(stanza);
  }
  /** The client has it. */
  settle(tag: string, id: string, type = ''): void {
    this.unsettled.delete(settleKey(tag, { id, type }));
  }
}

/** A message is settled by its id; a receipt has its type in the name, for "delivered" and "read" of one id are two. */
const settleKey = (tag: string, { id, type = '' }: BinaryNode['attrs']): string =>
  tag === 'message' ? `message/${id}` : `${tag}/${id}/${type}`;
