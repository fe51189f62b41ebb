import type { Clock } from '#application/ports/clock';
import { type MasterKey, WrongMasterKey } from '#application/ports/master-key';
import type { DataKey } from './envelope.js';
import { OpenedValues } from './opened-values.js';
import { newSecret, secretBytes, secretOf, TenantKeys, type TenantSecret } from './tenant-keys.js';

/** A tenant's key as it is stored. */
export type WrappedSecret = { readonly version: number; readonly master: string; readonly wrapped: string };

/** Where wrapped keys of tenants are kept. */
export interface SecretRows {
  of(tenantId: string): Promise<readonly WrappedSecret[]>;
  /** Adds it unless one of that version is there. Resolves to false where there is no such tenant (any more). */
  add(tenantId: string, secret: WrappedSecret): Promise<boolean>;
  /** Puts it in the place of the one of that version, if that is still wrapped by `before`. */
  replace(tenantId: string, before: string, secret: WrappedSecret): Promise<void>;
}

/** The first wraps, all unwrap. */
export type MasterKeys = readonly [MasterKey, ...MasterKey[]];

const mostTenants = 1_000;
const keptMs = 5 * 60_000;
/** About 200 bytes each. */
const mostCustomerKeys = 20_000;

type Entry = { readonly keys: TenantKeys; readonly loadedAt: number; readonly terms: Set<string> };
/** Of one tenant; about 50 bytes each. */
const mostTerms = 20_000;
type Known = { readonly customerId: string | null; readonly key: DataKey };

const nameOf = (tenantId: string, version: number): string => `tenant/${tenantId}/${version}`;

/** The oldest go first where there is no more room: a map keeps the order in which things came in. */
const makeRoom = (map: Map<string, unknown>, most: number): void => {
  for (const oldest of map.keys()) {
    if (map.size < most) return;
    map.delete(oldest);
  }
};

/** Keys in use, opened, for a while. A miss asks the store, and the master key, before a unit of work begins. */
export class KeyRing {
  /** What was sealed or opened a moment ago. */
  readonly opened = new OpenedValues();
  readonly #masters: MasterKeys;
  readonly #rows: SecretRows;
  readonly #clock: Clock;
  readonly #tenants = new Map<string, Entry>();
  readonly #loading = new Map<string, Promise<TenantKeys | null>>();
  /** By tenant and id, and by tenant and customer: the newest of theirs, which seals. */
  readonly #byId = new Map<string, Known>();
  readonly #byCustomer = new Map<string, DataKey>();

  constructor(masters: MasterKeys, rows: SecretRows, clock: Clock) {
    this.#masters = masters;
    this.#rows = rows;
    this.#clock = clock;
  }

  /** Without asking anybody; `null`: somebody has to be asked. */
  known(tenantId: string): TenantKeys | null {
    const entry = this.#tenants.get(tenantId);
    if (entry === undefined) return null;
    return this.#clock.now().getTime() - entry.loadedAt < keptMs ? entry.keys : null;
  }

  /** @param make a first key where there is none. `null`: there is none. @throws {WrongMasterKey} */
  load(tenantId: string, make: boolean): Promise<TenantKeys | null> {
    const name = `${make}/${tenantId}`;
    const loading = this.#loading.get(name);
    if (loading !== undefined) return loading;
    const started = this.#load(tenantId, make).finally(() => this.#loading.delete(name));
    this.#loading.set(name, started);
    return started;
  }

  customerKey(tenantId: string, customerId: string): DataKey | undefined {
    return this.#byCustomer.get(`${tenantId}/${customerId}`);
  }

  keyById(tenantId: string, keyId: string): DataKey | undefined {
    return this.#byId.get(`${tenantId}/${keyId}`)?.key;
  }

  /** @param customerId whose newest it is; `null`: of whom does not matter, it opens. */
  learn(tenantId: string, key: DataKey, customerId: string | null): void {
    makeRoom(this.#byId, mostCustomerKeys);
    makeRoom(this.#byCustomer, mostCustomerKeys);
    this.#byId.set(`${tenantId}/${key.id}`, { customerId, key });
    if (customerId !== null) this.#byCustomer.set(`${tenantId}/${customerId}`, key);
  }

  /**
   * Is the blind word certainly among the tenant's search terms? Known for as long as its keys are: where another process has erased
   * the only one who wrote a word, it is found again by its beginning once it is written after that.
   */
  knowsTerm(tenantId: string, word: string): boolean {
    return this.#tenants.get(tenantId)?.terms.has(word) ?? false;
  }

  learnTerms(tenantId: string, words: Iterable<string>): void {
    const terms = this.#tenants.get(tenantId)?.terms;
    if (terms === undefined) return;
    if (terms.size > mostTerms) terms.clear();
    for (const word of words) terms.add(word);
  }

  forgetCustomer(tenantId: string, customerId: string): void {
    this.opened.clear();
    this.#tenants.get(tenantId)?.terms.clear();
    this.#byCustomer.delete(`${tenantId}/${customerId}`);
    for (const [name, known] of this.#byId)
      if (known.customerId === customerId && name.startsWith(`${tenantId}/`)) this.#byId.delete(name);
  }

  forgetTenant(tenantId: string): void {
    this.opened.clear();
    this.#tenants.delete(tenantId);
    for (const map of [this.#byId, this.#byCustomer])
      for (const name of map.keys()) if (name.startsWith(`${tenantId}/`)) map.delete(name);
  }

  /** A new key that seals from now on; the older ones open what they sealed. */
  async rotateTenant(tenantId: string): Promise<void> {
    const newest = this.#newestOf(await this.#secrets(tenantId));
    if (newest === null) return;
    await this.#rows.add(tenantId, await this.#wrap(tenantId, newSecret(newest)));
    this.forgetTenant(tenantId);
  }

  /** Whatever another master key wrapped is wrapped by the first one. @returns how many were. */
  async rewrapTenant(tenantId: string): Promise<number> {
    const [{ id }] = this.#masters;
    const old = (await this.#rows.of(tenantId)).filter(({ master }) => master !== id);
    for (const row of old)
      await this.#rows.replace(tenantId, row.master, await this.#wrap(tenantId, await this.#unwrap(tenantId, row)));
    return old.length;
  }

  async #load(tenantId: string, make: boolean): Promise<TenantKeys | null> {
    let secrets = await this.#secrets(tenantId);
    if (secrets.length === 0 && make) {
      const added = await this.#rows.add(tenantId, await this.#wrap(tenantId, newSecret(null)));
      // Whichever came first is the one.
      if (added) secrets = await this.#secrets(tenantId);
    }
    if (secrets.length === 0) return null;
    const keys = new TenantKeys(tenantId, secrets);
    makeRoom(this.#tenants, mostTenants);
    this.#tenants.delete(tenantId);
    this.#tenants.set(tenantId, { keys, loadedAt: this.#clock.now().getTime(), terms: new Set() });
    return keys;
  }

  async #secrets(tenantId: string): Promise<readonly TenantSecret[]> {
    const rows = await this.#rows.of(tenantId);
    return Promise.all(rows.map((row) => this.#unwrap(tenantId, row)));
  }

  #newestOf(secrets: readonly TenantSecret[]): TenantSecret | null {
    return secrets.toSorted((left, right) => right.version - left.version)[0] ?? null;
  }

  async #wrap(tenantId: string, secret: TenantSecret): Promise<WrappedSecret> {
    const [master] = this.#masters;
    const wrapped = await master.wrap(nameOf(tenantId, secret.version), secretBytes(secret));
    return { version: secret.version, master: master.id, wrapped: Buffer.from(wrapped).toString('base64') };
  }

  async #unwrap(tenantId: string, { version, master, wrapped }: WrappedSecret): Promise<TenantSecret> {
    const key = this.#masters.find(({ id }) => id === master);
    if (key === undefined) throw new WrongMasterKey('the master key is another one than wrapped this', { master });
    return secretOf(version, await key.unwrap(nameOf(tenantId, version), Buffer.from(wrapped, 'base64')));
  }
}
