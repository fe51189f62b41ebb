import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SealBroken, type Vault } from '#application/ports/vault';
import type { TenantId } from '#domain/shared/ids';

const version = 1;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + nonceLength + tagLength;
/** Keys of tenants are derived again after this many others were used. */
const mostKeys = 1_000;

type Options = {
  /** The master key: 64 hex digits. */
  readonly key: string;
  /** What is sealed here: two purposes share no key, even under one master key. */
  readonly purpose: 'files' | 'vault';
};

/** Whose bytes they are and what they are is authenticated; a tenant's id holds no slash. */
const nameOf = (tenantId: TenantId, name: string): Buffer => Buffer.from(`${tenantId}/${name}`, 'utf8');

/** AES-256-GCM under a key of its own for each tenant, derived from one master key: `version, nonce, tag, ciphertext`. */
export class KeyFileVault implements Vault {
  readonly #master: Buffer;
  readonly #purpose: Options['purpose'];
  readonly #keys = new Map<TenantId, Uint8Array>();

  constructor({ key, purpose }: Options) {
    this.#master = Buffer.from(key, 'hex');
    this.#purpose = purpose;
  }

  seal(tenantId: TenantId, name: string, bytes: Uint8Array): Uint8Array {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', this.#keyOf(tenantId), nonce).setAAD(nameOf(tenantId, name));
    const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed]);
  }

  open(tenantId: TenantId, name: string, sealed: Uint8Array): Uint8Array {
    if (sealed.length < headLength || sealed[0] !== version)
      throw new SealBroken('these bytes were not sealed here, or are not whole', {});
    const nonce = sealed.subarray(1, 1 + nonceLength);
    const decipher = createDecipheriv('aes-256-gcm', this.#keyOf(tenantId), nonce, { authTagLength: tagLength });
    decipher.setAAD(nameOf(tenantId, name)).setAuthTag(sealed.subarray(1 + nonceLength, headLength));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(headLength)), decipher.final()]);
    } catch (error) {
      throw new SealBroken('the key is another one, or the bytes are not as they were sealed', {}, error);
    }
  }

  #keyOf(tenantId: TenantId): Uint8Array {
    const known = this.#keys.get(tenantId);
    if (known !== undefined) return known;
    const key = new Uint8Array(hkdfSync('sha256', this.#master, '', `wakil ${this.#purpose} ${tenantId}`, 32));
    if (this.#keys.size >= mostKeys) this.#keys.clear();
    this.#keys.set(tenantId, key);
    return key;
  }
}
