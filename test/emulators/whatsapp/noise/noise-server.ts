import {
  aesDecryptGCM,
  aesEncryptGCM,
  Curve,
  hkdf,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  sha256,
} from '@whiskeysockets/baileys';
import type { CertificateAuthority } from './certificate-authority.js';

const nothing = Buffer.alloc(0);

const nonce = (counter: number): Buffer => {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(counter, 8);
  return bytes;
};

/** One direction of an open connection: a key, and a counter that makes each frame's nonce. */
class Cipher {
  #counter = 0;
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  seal(plain: Uint8Array): Buffer {
    return aesEncryptGCM(plain, this.#key, nonce(this.#counter++), nothing);
  }
  open(sealed: Uint8Array): Buffer {
    return aesDecryptGCM(sealed, this.#key, nonce(this.#counter++), nothing);
  }
}

export type ClientIdentity = { readonly noiseKey: Buffer; readonly payload: proto.ClientPayload };

/**
 * The server's side of Noise_XX_25519_AESGCM_SHA256: the handshake, then the two ciphers it leads to.
 * During the handshake one counter serves both directions; every mixed key sets it back.
 */
export class NoiseServer {
  readonly #authority: CertificateAuthority;
  readonly #ephemeral = Curve.generateKeyPair();
  /** The mode's name is 32 bytes long, so it is the first hash itself. */
  #hash: Buffer = Buffer.from(NOISE_MODE);
  #salt: Uint8Array = this.#hash;
  #key: Uint8Array = this.#hash;
  #counter = 0;
  #inbound: Cipher | undefined;
  #outbound: Cipher | undefined;

  constructor(authority: CertificateAuthority) {
    this.#authority = authority;
    this.#mixHash(NOISE_WA_HEADER);
  }

  /** ClientHello in, ServerHello out. */
  hello(bytes: Uint8Array): Uint8Array {
    const { clientHello } = proto.HandshakeMessage.decode(bytes);
    const theirs = Buffer.from(clientHello?.ephemeral ?? nothing);
    const { serverKey, chain } = this.#authority;
    this.#mixHash(theirs);
    this.#mixHash(this.#ephemeral.public);
    this.#mixKey(Curve.sharedKey(this.#ephemeral.private, theirs));
    const sealedKey = this.#seal(serverKey.public);
    this.#mixKey(Curve.sharedKey(serverKey.private, theirs));
    const serverHello = { ephemeral: this.#ephemeral.public, static: sealedKey, payload: this.#seal(chain) };
    return proto.HandshakeMessage.encode({ serverHello }).finish();
  }

  /** ClientFinish in; who the client says it is. From here on frames are ciphered. */
  finish(bytes: Uint8Array): ClientIdentity {
    const { clientFinish } = proto.HandshakeMessage.decode(bytes);
    const noiseKey = this.#open(clientFinish?.static ?? nothing);
    this.#mixKey(Curve.sharedKey(this.#ephemeral.private, noiseKey));
    const payload = proto.ClientPayload.decode(this.#open(clientFinish?.payload ?? nothing));
    const keys = hkdf(nothing, 64, { salt: this.#salt, info: '' });
    this.#inbound = new Cipher(keys.subarray(0, 32));
    this.#outbound = new Cipher(keys.subarray(32));
    return { noiseKey, payload };
  }

  encrypt(plain: Uint8Array): Buffer {
    return opened(this.#outbound).seal(plain);
  }
  decrypt(sealed: Uint8Array): Buffer {
    return opened(this.#inbound).open(sealed);
  }

  #mixHash(data: Uint8Array): void {
    this.#hash = sha256(Buffer.concat([this.#hash, data]));
  }
  #mixKey(secret: Uint8Array): void {
    const mixed = hkdf(secret, 64, { salt: this.#salt, info: '' });
    this.#salt = mixed.subarray(0, 32);
    this.#key = mixed.subarray(32);
    this.#counter = 0;
  }
  #seal(plain: Uint8Array): Buffer {
    const sealed = aesEncryptGCM(plain, this.#key, nonce(this.#counter++), this.#hash);
    this.#mixHash(sealed);
    return sealed;
  }
  #open(sealed: Uint8Array): Buffer {
    const plain = aesDecryptGCM(sealed, this.#key, nonce(this.#counter++), this.#hash);
    this.#mixHash(sealed);
    return plain;
  }
}

const opened = (cipher: Cipher | undefined): Cipher => {
  if (cipher === undefined) throw new Error('a ciphered frame before the handshake was finished');
  return cipher;
};
