import { hkdfSync, randomBytes } from 'node:crypto';
import { SealBroken } from '#application/ports/vault';
import { BlindIndex } from './blind-index.js';
import { type DataKey, isSealed, keyIdOf, openText, type Place, sealText } from './envelope.js';
import { drawBytes } from './random-pool.js';

const keyLength = 32;
const idLength = 8;
const seedLength = 32;

/** What of a tenant is wrapped by the master key: a key, and the seed of its blind indexes, which no rotation changes. */
export type TenantSecret = { readonly version: number; readonly key: Uint8Array; readonly seed: Uint8Array };

export const newSecret = (before: TenantSecret | null): TenantSecret => ({
  version: (before?.version ?? 0) + 1,
  key: randomBytes(keyLength),
  seed: before?.seed ?? randomBytes(seedLength),
});

export const secretBytes = ({ key, seed }: TenantSecret): Uint8Array => Buffer.concat([key, seed]);

export const secretOf = (version: number, bytes: Uint8Array): TenantSecret => ({
  version,
  key: bytes.subarray(0, keyLength),
  seed: bytes.subarray(keyLength),
});

/** Ids of tenants' keys begin with zeros; those of customers' never do. */
const idOfVersion = (version: number): string => version.toString(16).padStart(16, '0');
const isOfTenant = (keyId: string): boolean => keyId.startsWith('00000000');
/** In the order of time, so that new ones stand side by side on disk: five bytes of milliseconds and three by chance. */
const newKeyId = (nowMs: number): string => {
  const id = drawBytes(idLength);
  id.writeUIntBE(nowMs % 0x100_0000_0000, 0, 5);
  id[0] = (id[0] ?? 0) | 0x80;
  return id.toString('hex');
};

/** A key of a customer, as it is stored: wrapped under the tenant's key of that version. */
export type WrappedKey = { readonly id: string; readonly tenant_version: number; readonly wrapped: string };

/** How much of an HMAC of a word is kept: 48 bits, eight letters. What collides is sorted out after opening. */
const wordLetters = 8;
/** Of an address 132 bits are kept: two never collide. */
const addressLetters = 22;
/** No word begins with it, so that a blind one is never taken for a plain one of an older release. */
const blindMark = '.';

/** One tenant's keys, opened: what seals, what still opens, and what blinds. */
export class TenantKeys {
  readonly tenantId: string;
  /** Of the key that seals. */
  readonly version: number;
  readonly #keys: ReadonlyMap<string, DataKey>;
  readonly #words: BlindIndex;
  readonly #addresses: BlindIndex;

  /** @param secrets at least one. */
  constructor(tenantId: string, secrets: readonly TenantSecret[]) {
    this.tenantId = tenantId;
    this.version = Math.max(...secrets.map(({ version }) => version));
    this.#keys = new Map(
      secrets.map(({ version, key }) => [idOfVersion(version), { id: idOfVersion(version), bytes: key }]),
    );
    const seed = secrets[0]?.seed ?? new Uint8Array();
    const derive = (use: string): Uint8Array =>
      new Uint8Array(hkdfSync('sha256', seed, tenantId, `wakil blind index of ${use}`, keyLength));
    this.#words = new BlindIndex(derive('words'), wordLetters);
    this.#addresses = new BlindIndex(derive('addresses'), addressLetters);
  }

  get current(): DataKey {
    return this.#of(this.version);
  }

  /** `null`: it is not a tenant's key. `undefined`: it is, and not among these. */
  own(keyId: string): DataKey | null | undefined {
    return isOfTenant(keyId) ? this.#keys.get(keyId) : null;
  }

  knows(version: number): boolean {
    return this.#keys.has(idOfVersion(version));
  }

  /** Is it sealed, and under nothing older than what seals now? Keys of customers are wrapped anew instead. */
  isFresh(value: string): boolean {
    if (!isSealed(value)) return false;
    const keyId = keyIdOf(value);
    return !isOfTenant(keyId) || keyId === idOfVersion(this.version);
  }

  newCustomerKey(nowMs: number): { readonly key: DataKey; readonly wrapped: WrappedKey } {
    const key = { id: newKeyId(nowMs), bytes: drawBytes(keyLength) };
    return { key, wrapped: this.wrap(key) };
  }

  wrap(key: DataKey): WrappedKey {
    const text = Buffer.from(key.bytes).toString('base64');
    const wrapped = sealText(this.current, this.#placeOf(key.id), text);
    return { id: key.id, tenant_version: this.version, wrapped };
  }

  /** @throws {SealBroken} */
  unwrap({ id, tenant_version, wrapped }: WrappedKey): DataKey {
    const text = openText(this.#of(tenant_version), this.#placeOf(id), wrapped);
    return { id, bytes: Buffer.from(text, 'base64') };
  }

  blindWord(word: string): string {
    return blindMark + this.#words.of(word);
  }

  /** For the beginnings of words: a beginning and a word of the same letters have nothing in common. */
  blindBeginning(beginning: string): string {
    return this.#words.of(`\0${beginning}`);
  }

  blindAddress(scheme: string, value: string): string {
    return blindMark + this.#addresses.of(`${scheme}\0${value}`);
  }

  #of(version: number): DataKey {
    const key = this.#keys.get(idOfVersion(version));
    if (key === undefined) throw new SealBroken('the tenant’s key is not there', { version });
    return key;
  }

  #placeOf(keyId: string): Place {
    return { tenantId: this.tenantId, table: 'customer_keys', row: keyId, column: 'wrapped' };
  }
}
