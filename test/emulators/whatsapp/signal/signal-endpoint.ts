import {
  type BinaryNode,
  Curve,
  generateRegistrationId,
  generateSignalPubKey,
  jidDecode,
  type KeyPair,
  proto,
  type SignedKeyPair,
  signedKeyPair,
  unpadRandomMax16,
  writeRandomPadMax16,
} from '@whiskeysockets/baileys';
import { bytesOf, node } from '../binary-nodes.js';
import {
  type KeyBytes,
  libsignal,
  type SerialisedRecord,
  type SessionRecord,
  type SignalStorage,
} from './libsignal.js';
import type { PreKeyBundle } from './pre-key-bundle.js';

const preKeyMessage = 3;

const addressOf = (jid: string) => {
  const { user = '', device = 0 } = jidDecode(jid) ?? {};
  return new libsignal.ProtocolAddress(user, device);
};

/** What makes a phone the same phone. */
export type SignalIdentity = {
  readonly identity: KeyPair;
  readonly registrationId: number;
  readonly signedPreKey: SignedKeyPair;
};

const newIdentity = (): SignalIdentity => {
  const identity = Curve.generateKeyPair();
  return { identity, registrationId: generateRegistrationId(), signedPreKey: signedKeyPair(identity, 1) };
};

/** The Signal keys and sessions of one simulated phone. */
export class SignalEndpoint {
  readonly identity: KeyPair;
  readonly registrationId: number;
  readonly #signedPreKey: SignedKeyPair;
  readonly #preKeys = new Map<number, KeyBytes>();
  /** Serialised: what a failed decryption did to a record is not kept. */
  readonly #sessions = new Map<string, SerialisedRecord>();
  #nextPreKeyId = 1;

  readonly #storage: SignalStorage = {
    getOurIdentity: () => ({
      privKey: Buffer.from(this.identity.private),
      pubKey: Buffer.from(generateSignalPubKey(this.identity.public)),
    }),
    getOurRegistrationId: () => this.registrationId,
    // Linked devices come and go; a phone of ours talks to each.
    isTrustedIdentity: () => true,
    loadPreKey: (id) => this.#preKeys.get(Number(id)),
    removePreKey: (id) => {
      this.#preKeys.delete(id);
    },
    loadSignedPreKey: () => ({
      privKey: Buffer.from(this.#signedPreKey.keyPair.private),
      pubKey: Buffer.from(this.#signedPreKey.keyPair.public),
    }),
    loadSession: (id) => this.#session(id),
    storeSession: (id, record) => {
      this.#sessions.set(id, record.serialize());
    },
  };

  constructor({ identity, registrationId, signedPreKey }: SignalIdentity = newIdentity()) {
    this.identity = identity;
    this.registrationId = registrationId;
    this.#signedPreKey = signedPreKey;
  }

  /** The keys that last; sessions and one-time keys do not, and phones make new ones. */
  get lasting(): SignalIdentity {
    return { identity: this.identity, registrationId: this.registrationId, signedPreKey: this.#signedPreKey };
  }

  /** A bundle with a fresh one-time key. */
  newBundle(): PreKeyBundle {
    const id = this.#nextPreKeyId++;
    const pair = Curve.generateKeyPair();
    this.#preKeys.set(id, { privKey: Buffer.from(pair.private), pubKey: Buffer.from(pair.public) });
    const { keyPair, signature } = this.#signedPreKey;
    return {
      registrationId: this.registrationId,
      identity: this.identity.public,
      signedPreKey: { id: 1, key: keyPair.public, signature },
      preKey: { id, key: pair.public },
    };
  }

  hasSession(jid: string): boolean {
    return this.#session(addressOf(jid).toString())?.haveOpenSession() ?? false;
  }
  dropSession(jid: string): void {
    this.#sessions.delete(addressOf(jid).toString());
  }

  async startSession(jid: string, { registrationId, identity, signedPreKey, preKey }: PreKeyBundle): Promise<void> {
    await new libsignal.SessionBuilder(this.#storage, addressOf(jid)).initOutgoing({
      registrationId,
      identityKey: generateSignalPubKey(identity),
      signedPreKey: {
        keyId: signedPreKey.id,
        publicKey: generateSignalPubKey(signedPreKey.key),
        signature: signedPreKey.signature,
      },
      preKey: preKey && { keyId: preKey.id, publicKey: generateSignalPubKey(preKey.key) },
    });
  }

  /** As `<enc>`. */
  async encrypt(jid: string, message: proto.IMessage): Promise<BinaryNode> {
    const padded = writeRandomPadMax16(proto.Message.encode(message).finish());
    const { type, body } = await new libsignal.SessionCipher(this.#storage, addressOf(jid)).encrypt(padded);
    const kind = type === preKeyMessage ? 'pkmsg' : 'msg';
    return node('enc', { v: '2', type: kind }, Buffer.from(body, 'binary'));
  }

  async decrypt(jid: string, enc: BinaryNode): Promise<proto.Message> {
    const cipher = new libsignal.SessionCipher(this.#storage, addressOf(jid));
    const body = bytesOf(enc) ?? Buffer.alloc(0);
    const plain =
      enc.attrs['type'] === 'pkmsg'
        ? await cipher.decryptPreKeyWhisperMessage(body)
        : await cipher.decryptWhisperMessage(body);
    return proto.Message.decode(unpadRandomMax16(plain));
  }

  #session(id: string): SessionRecord | undefined {
    const kept = this.#sessions.get(id);
    return kept === undefined ? undefined : libsignal.SessionRecord.deserialize(kept);
  }
}
