import type { BinaryNode } from '@whiskeysockets/baileys';
import type { LinkedDevice } from '../linked-device.js';

/** The account a socket is being linked to. */
export type LinkingAccount = {
  readonly phone: string;
  readonly lid: string;
  readonly name: string;
  /** The client signed its identity; throws when that is not so, else the device is one of the account. */
  acceptDevice(device: LinkedDevice, signedIdentity: Buffer): void;
};

/** A socket that waits to be linked: shows QR codes or has asked for a pairing code. */
export type PendingLink = {
  readonly noiseKey: Buffer;
  readonly identity: Buffer;
  send(stanza: BinaryNode): void;
  answer(iq: BinaryNode, content?: BinaryNode[]): void;
  /** The phone agreed: the socket hears `<pair-success>`. */
  succeed(account: LinkingAccount, deviceId: number, deviceIdentity: Uint8Array): void;
};
