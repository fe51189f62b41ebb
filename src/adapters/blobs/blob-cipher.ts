import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { FileId, TenantId } from '#domain/shared/ids';

const version = 1;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + nonceLength + tagLength;

/** Which file of which tenant these bytes are is part of what is authenticated: they cannot be put in another's place. */
const nameOf = (tenantId: TenantId, id: FileId): Buffer => Buffer.from(`${tenantId}/${id}`, 'utf8');

/** AES-256-GCM under a key of its own for each tenant: `version, nonce, tag, ciphertext`. */
export class BlobCipher {
  readonly #master: Buffer;

  /** @param key 64 hex digits. */
  constructor(key: string) {
    this.#master = Buffer.from(key, 'hex');
  }

  seal(tenantId: TenantId, id: FileId, bytes: Uint8Array): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', this.#keyOf(tenantId), nonce).setAAD(nameOf(tenantId, id));
    const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws when a single bit is not as it was sealed. */
  open(tenantId: TenantId, id: FileId, sealed: Buffer): Buffer {
    if (sealed.length < headLength || sealed[0] !== version) throw new Error('this is no sealed file');
    const nonce = sealed.subarray(1, 1 + nonceLength);
    const decipher = createDecipheriv('aes-256-gcm', this.#keyOf(tenantId), nonce, { authTagLength: tagLength });
    decipher.setAAD(nameOf(tenantId, id)).setAuthTag(sealed.subarray(1 + nonceLength, headLength));
    return Buffer.concat([decipher.update(sealed.subarray(headLength)), decipher.final()]);
  }

  #keyOf(tenantId: TenantId): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.#master, '', `wakil files ${tenantId}`, 32));
  }
}
