import { SealBroken } from '#application/ports/vault';
import { type DataKey, isSealed, keyIdOf, openText, type Place, sealText } from './envelope.js';
import type { KeyRing } from './key-ring.js';
import { isEmpty, sealedColumnsOf, sealedTables } from './sealed-tables.js';
import type { TenantKeys, WrappedKey } from './tenant-keys.js';

/** A value that did not open, named and not told. */
export type Unreadable = Place & { readonly code: string };

/** A key under a version of the tenant's that this process has not heard of: it is asked for, and the unit begins again. */
export class KeysMoved extends Error {}

/** Where wrapped keys of customers are kept, as a unit of work sees them. */
export interface CustomerKeyRows {
  newestOf(customerId: string): Promise<WrappedKey | undefined>;
  byIds(ids: readonly string[]): Promise<readonly WrappedKey[]>;
  add(customerId: string, key: WrappedKey): Promise<void>;
}

type Surroundings = {
  readonly ring: KeyRing;
  /** `null`: the tenant has none, and so nothing that is sealed. */
  readonly keys: TenantKeys | null;
  readonly rows: CustomerKeyRows;
  /** The unit's time. */
  readonly nowMs: number;
  readonly unreadable: (what: Unreadable) => void;
  /** Newer keys were asked for already: what is not there now is nowhere. */
  readonly isLastTry: boolean;
};
type Row = Readonly<Record<string, unknown>>;

type Opened<R> = R | 'cannot be shown' | 'needs a key';

const isShown = <R extends Row>(opened: Opened<R>): opened is R => typeof opened !== 'string';

const rowName = (table: string, row: Row): string => {
  const key = sealedTables[table]?.key ?? [];
  const [only] = key;
  // Nearly every table, and asked for with nearly every value.
  return key.length === 1 && only !== undefined ? String(row[only]) : key.map((part) => String(row[part])).join('/');
};

/** What a unit read or made; of use to others only once it has committed. */
class Learned {
  readonly keys = new Map<string, DataKey>();
  readonly sealing = new Map<string, DataKey>();
  readonly withoutKey = new Set<string>();
  readonly terms = new Set<string>();
}

/** Seals and opens rows in one unit of work of one tenant. */
export class RowSeals {
  readonly #with: Surroundings;
  readonly #tenantId: string;
  /** `null`: nothing yet, and most units never do. */
  #learned: Learned | null = null;

  constructor(tenantId: string, surroundings: Surroundings) {
    this.#tenantId = tenantId;
    this.#with = surroundings;
  }

  /** The tenant's keys; `null`: it has none, and so nothing that is sealed. */
  get tenantKeys(): TenantKeys | null {
    return this.#with.keys;
  }

  /** @param customerId whose key; `null`: the tenant's own. @returns `undefined`: it has to be fetched, or made. */
  #keyAtHand(customerId: string | null): DataKey | undefined {
    if (customerId === null) return this.#needed.current;
    return this.#learned?.sealing.get(customerId) ?? this.#with.ring.customerKey(this.#tenantId, customerId);
  }

  async #keyFor(customerId: string | null): Promise<DataKey> {
    return this.#keyAtHand(customerId) ?? this.#customerKey(customerId as string);
  }

  /** A customer who was just made has no key yet: nobody has to look. */
  noteNewCustomer(customerId: string): void {
    this.#learning.withoutKey.add(customerId);
  }

  /** Which of these blind words are certainly among the tenant's search terms. */
  knownTerms(words: readonly string[]): ReadonlySet<string> {
    const terms = this.#learned?.terms;
    return new Set(
      words.filter((word) => terms?.has(word) === true || this.#with.ring.knowsTerm(this.#tenantId, word)),
    );
  }

  noteTerms(words: readonly string[]): void {
    const { terms } = this.#learning;
    for (const word of words) terms.add(word);
  }

  /**
   * The columns of a row as they are to be stored.
   * @param row has what names it. @param customerId whose key; `null`: the tenant's own. @throws {TypeError} it is not said.
   */
  async seal<R extends Row>(table: string, row: R, customerId: string | null | undefined): Promise<R> {
    const sealed = this.sealNow(table, row, customerId);
    if (sealed !== null) return sealed;
    return this.#sealedBy(await this.#keyFor(whoseKey(table, customerId)), table, row);
  }

  /** The same, where the key is at hand; `null`: it is not. */
  sealNow<R extends Row>(table: string, row: R, customerId: string | null | undefined): R | null {
    if (!sealedColumnsOf(table).some((column) => needsSeal(row[column]))) return row;
    const key = this.#keyAtHand(whoseKey(table, customerId));
    return key === undefined ? null : this.#sealedBy(key, table, row);
  }

  #sealedBy<R extends Row>(key: DataKey, table: string, row: R): R {
    const stored: Record<string, unknown> = { ...row };
    for (const column of sealedColumnsOf(table))
      if (needsSeal(row[column]))
        stored[column] = this.#sealed(key, this.#place(table, row, column), String(row[column]));
    return stored as R;
  }

  /** Rows as they were before they were sealed. What cannot be shown at all is left out. */
  async open<R extends Row>(table: string, rows: readonly R[]): Promise<readonly R[]> {
    const opened = this.openNow(table, rows);
    if (opened !== null) return opened;
    const columns = sealedColumnsOf(table);
    await this.#fetchKeys(rows, columns);
    return rows.map((row) => this.#opened(table, row, columns, true)).filter((row) => isShown(row));
  }

  /** The same, where no key has to be fetched for it; `null`: one has, and what could be opened is. */
  openNow<R extends Row>(table: string, rows: readonly R[]): readonly R[] | null {
    const columns = sealedColumnsOf(table);
    const opened: R[] = [];
    for (const row of rows) {
      const now = this.#opened(table, row, columns, false);
      if (now === 'needs a key') return null;
      if (isShown(now)) opened.push(now);
    }
    return opened;
  }

  /**
   * A row's columns that are not sealed yet, or under an older key of the tenant's, as they are to be stored. What does not open is
   * left as it is. @param row as it is stored.
   */
  async resealed(table: string, row: Row, customerId: string | null): Promise<Readonly<Record<string, string>>> {
    const changed: Record<string, string> = {};
    for (const column of sealedColumnsOf(table)) {
      const value = row[column];
      if (!needsSeal(value) || typeof value !== 'string' || this.#isFresh(value)) continue;
      const place = this.#place(table, row, column);
      const text = isSealed(value) ? this.#openedOrNull(value, place) : value;
      if (text !== null) changed[column] = sealText(await this.#keyFor(customerId), place, text);
    }
    return changed;
  }

  /** After the commit: what this unit used is there for all. */
  tellRing(): void {
    if (this.#learned === null) return;
    const { keys, sealing, terms } = this.#learned;
    const { ring } = this.#with;
    const newest = new Map([...sealing].map(([customerId, key]) => [key.id, customerId]));
    ring.learnTerms(this.#tenantId, terms);
    for (const key of keys.values()) ring.learn(this.#tenantId, key, newest.get(key.id) ?? null);
  }

  get #learning(): Learned {
    this.#learned ??= new Learned();
    return this.#learned;
  }

  /** @throws {SealBroken} */
  get #needed(): TenantKeys {
    const { keys } = this.#with;
    if (keys === null) throw new SealBroken('the tenant has no key', { tenantId: this.#tenantId });
    return keys;
  }

  #isFresh(value: string): boolean {
    return isSealed(value) && (readableId(value) === null || this.#needed.isFresh(value));
  }

  #sealed(key: DataKey, place: Place, text: string): string {
    const sealed = sealText(key, place, text);
    this.#with.ring.opened.keep(place, sealed, text, this.#with.nowMs);
    return sealed;
  }

  #lacksKey(value: string): boolean {
    const keyId = readableId(value);
    return keyId !== null && this.#isMissing(keyId);
  }

  #remembered(value: string, place: Place): string | undefined {
    return this.#with.ring.opened.find(place, value, this.#with.nowMs);
  }

  #openedOrNull(value: string, place: Place): string | null {
    return this.#remembered(value, place) ?? this.#decrypted(value, place);
  }

  #decrypted(value: string, place: Place): string | null {
    try {
      const text = openText(this.#keyOf(value), place, value);
      this.#with.ring.opened.keep(place, value, text, this.#with.nowMs);
      return text;
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      this.#with.unreadable({ ...place, code: error.code });
      return null;
    }
  }

  #place(table: string, row: Row, column: string): Place {
    return { tenantId: this.#tenantId, table, row: rowName(table, row), column };
  }

  /** In place: a row is nobody else's. @param isFetched no other key will come: what has none does not open. */
  #opened<R extends Row>(table: string, row: R, columns: readonly string[], isFetched: boolean): Opened<R> {
    for (const column of columns) {
      const value = row[column];
      if (!isSealed(value)) continue;
      const text = this.#textOf(value, this.#place(table, row, column), isFetched);
      if (text === undefined) return 'needs a key';
      const shown = text ?? insteadOf(table, column);
      if (shown === undefined) return 'cannot be shown';
      (row as Record<string, unknown>)[column] = shown;
    }
    return row;
  }

  /** `null`: it does not open. `undefined`: its key has to be fetched first. */
  #textOf(value: string, place: Place, isFetched: boolean): string | null | undefined {
    const remembered = this.#remembered(value, place);
    if (remembered !== undefined) return remembered;
    return !isFetched && this.#lacksKey(value) ? undefined : this.#decrypted(value, place);
  }

  /** @throws {SealBroken} there is no such key: it was destroyed, or never was. */
  #keyOf(sealed: string): DataKey {
    const keyId = keyIdOf(sealed);
    const { keys, ring } = this.#with;
    const key = keys?.own(keyId) ?? this.#learned?.keys.get(keyId) ?? ring.keyById(this.#tenantId, keyId);
    if (key === undefined) throw new SealBroken('its key is not there', { key: keyId });
    return key;
  }

  async #fetchKeys(rows: readonly Row[], columns: readonly string[]): Promise<void> {
    const sealed = rows.flatMap((row) => columns.map((column) => row[column]).filter(isSealed));
    const missing = [...new Set(sealed.map(readableId))].filter((id) => id !== null && this.#isMissing(id));
    if (missing.length === 0) return;
    for (const wrapped of await this.#with.rows.byIds(missing.filter((id) => id !== null))) this.#unwrap(wrapped);
  }

  #isMissing(keyId: string): boolean {
    const { keys, ring, isLastTry } = this.#with;
    const own = keys?.own(keyId);
    if (own === undefined && !isLastTry) throw new KeysMoved();
    return own === null && this.#learned?.keys.has(keyId) !== true && ring.keyById(this.#tenantId, keyId) === undefined;
  }

  async #customerKey(customerId: string): Promise<DataKey> {
    const { rows, nowMs } = this.#with;
    const { withoutKey, sealing } = this.#learning;
    const stored = withoutKey.has(customerId) ? undefined : await rows.newestOf(customerId);
    const made = stored === undefined ? this.#needed.newCustomerKey(nowMs) : null;
    if (made !== null) await rows.add(customerId, made.wrapped);
    const key = made?.key ?? (stored === undefined ? null : this.#unwrap(stored));
    if (key === null) throw new SealBroken('the customer’s key does not open', { customerId });
    this.#learning.keys.set(key.id, key);
    sealing.set(customerId, key);
    return key;
  }

  #unwrap(wrapped: WrappedKey): DataKey | null {
    if (!this.#with.isLastTry && this.#with.keys?.knows(wrapped.tenant_version) !== true) throw new KeysMoved();
    try {
      const key = this.#needed.unwrap(wrapped);
      this.#learning.keys.set(key.id, key);
      return key;
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      const place = { tenantId: this.#tenantId, table: 'customer_keys', row: wrapped.id, column: 'wrapped' };
      this.#with.unreadable({ ...place, code: error.code });
      return null;
    }
  }
}

/** @throws {TypeError} it is not said. */
const whoseKey = (table: string, customerId: string | null | undefined): string | null => {
  if (customerId !== undefined) return customerId;
  if (sealedTables[table]?.owner === null) return null;
  throw new TypeError(`${table} is sealed for a customer, and nobody said which`);
};

/** `undefined`: the row cannot be shown without it. */
const insteadOf = (table: string, column: string): string | null | undefined => {
  const unreadable = sealedTables[table]?.columns[column];
  return unreadable === undefined || unreadable === 'row cannot be shown' ? undefined : unreadable.instead;
};

const needsSeal = (value: unknown): boolean => value !== undefined && !isEmpty(value);

/** An envelope that cannot be read has no key to fetch; opening it says so. */
const readableId = (sealed: string): string | null => {
  try {
    return keyIdOf(sealed);
  } catch {
    return null;
  }
};
