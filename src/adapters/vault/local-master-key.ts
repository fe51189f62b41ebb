import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { type MasterKey, WrongMasterKey } from '#application/ports/master-key';

const version = 1;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + nonceLength + tagLength;

const derived = (key: Buffer, use: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `wakil master key ${use}`, length));

/** A master key in this process's memory: AES-256-GCM, `version, nonce, tag, wrapped`. */
export class LocalMasterKey implements MasterKey {
  readonly id: string;
  readonly #key: Buffer;

  /** @param key 64 hex digits. */
  constructor(key: string) {
    const bytes = Buffer.from(key, 'hex');
    this.id = `local-${derived(bytes, 'id', 8).toString('hex')}`;
    this.#key = derived(bytes, 'wraps', 32);
  }

  async wrap(name: string, key: Uint8Array): Promise<Uint8Array> {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(name, 'utf8'));
    const wrapped = Buffer.concat([cipher.update(key), cipher.final()]);
    return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), wrapped]);
  }

  async unwrap(name: string, wrapped: Uint8Array): Promise<Uint8Array> {
    try {
      if (wrapped.length < headLength || wrapped[0] !== version) throw new RangeError('not wrapped here');
      const nonce = wrapped.subarray(1, 1 + nonceLength);
      const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: tagLength });
      decipher.setAAD(Buffer.from(name, 'utf8')).setAuthTag(wrapped.subarray(1 + nonceLength, headLength));
      return Buffer.concat([decipher.update(wrapped.subarray(headLength)), decipher.final()]);
    } catch (error) {
      throw new WrongMasterKey('the master key is another one than wrapped this', { master: this.id }, error);
    }
  }
}
