import { createRequire } from 'node:module';
import { generateSignalPubKey } from '@whiskeysockets/baileys';

/** Plain values, as they would be written to a disk. */
export type SerialisedRecord = object;
export type SessionRecord = { haveOpenSession(): boolean; serialize(): SerialisedRecord };
export type KeyBytes = { readonly privKey: Buffer; readonly pubKey: Buffer };

export type SignalStorage = {
  loadSession(id: string): SessionRecord | undefined;
  storeSession(id: string, session: SessionRecord): void;
  isTrustedIdentity(): boolean;
  loadPreKey(id: number | string): KeyBytes | undefined;
  removePreKey(id: number): void;
  loadSignedPreKey(): KeyBytes;
  getOurRegistrationId(): number;
  getOurIdentity(): KeyBytes;
};

type OutgoingSession = {
  readonly registrationId: number;
  readonly identityKey: Uint8Array;
  readonly signedPreKey: { readonly keyId: number; readonly publicKey: Uint8Array; readonly signature: Uint8Array };
  readonly preKey: { readonly keyId: number; readonly publicKey: Uint8Array } | undefined;
};

type Address = { toString(): string };

type Library = {
  readonly SessionRecord: { deserialize(record: SerialisedRecord): SessionRecord };
  readonly ProtocolAddress: new (user: string, device: number) => Address;
  readonly SessionBuilder: new (
    storage: SignalStorage,
    address: Address,
  ) => { initOutgoing(session: OutgoingSession): Promise<void> };
  readonly SessionCipher: new (
    storage: SignalStorage,
    address: Address,
  ) => {
    encrypt(data: Uint8Array): Promise<{ readonly type: number; readonly body: string }>;
    decryptPreKeyWhisperMessage(body: Uint8Array): Promise<Buffer>;
    decryptWhisperMessage(body: Uint8Array): Promise<Buffer>;
  };
  readonly curve: { verifySignature(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean };
};

/** The very copy that Baileys uses, so that both ends speak one version. Its own types lack the half of this. */
export const libsignal = createRequire(import.meta.resolve('@whiskeysockets/baileys'))('libsignal') as Library;

/** A real check of an XEd25519 signature: `Curve.verify` of Baileys 7.0.0-rc14 drops the answer and is always true. */
export const isSigned = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  try {
    const publicKey = generateSignalPubKey(Buffer.from(key));
    return libsignal.curve.verifySignature(publicKey, Buffer.from(message), Buffer.from(signature));
  } catch {
    return false;
  }
};
