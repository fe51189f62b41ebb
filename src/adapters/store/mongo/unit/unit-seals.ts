import type { AnyRow } from '#adapters/store/mongo/models';
import type { TenantCollection } from '#adapters/store/mongo/rows';
import { isSealed } from '#adapters/store/sealing/envelope';
import type { RowSeals } from '#adapters/store/sealing/row-seals';
import { isEmpty, sealedColumnsOf, sealedTables } from '#adapters/store/sealing/sealed-tables';
import type { ChangeSet } from './change-set.js';
import { keyOf } from './key.js';

type Values = Readonly<Record<string, unknown>>;
type Document = AnyRow & { readonly _id: string };
/** A document as this unit was shown it, and as it stands. */
type Seen = { readonly row: Values; readonly stored: Values };

/**
 * Opens what a unit of work reads, and seals what it changed, once, when its work is done: units of one commit see each other's
 * changes in the open, and the journal holds what is to be stored. A document is written as a whole: what the unit left as it was
 * shown keeps its envelope, so that a value that did not open is not replaced by what was shown in its place.
 */
export class UnitSeals {
  readonly rows: RowSeals;
  readonly #tenantId: string;
  readonly #seen = new Map<string, Seen>();
  readonly #customers = new Map<string, string>();

  constructor(tenantId: string, rows: RowSeals) {
    this.#tenantId = tenantId;
    this.rows = rows;
  }

  /** What cannot be shown at all is left out. */
  async open<Any extends Document>(name: TenantCollection, rows: readonly Any[]): Promise<readonly Any[]> {
    if (name === 'conversations')
      for (const { id, customer_id } of rows) this.#customers.set(String(id), String(customer_id));
    const columns = sealedColumnsOf(name);
    const stored = new Map(
      rows.filter((row) => columns.some((column) => isSealed(row[column]))).map((row) => [row._id, { ...row }]),
    );
    if (stored.size === 0) return rows;
    const opened = await this.rows.open(name, rows);
    for (const row of opened) {
      const before = stored.get(row._id);
      if (before !== undefined) this.#seen.set(`${name}/${row._id}`, { row, stored: before });
    }
    return opened;
  }

  /** The document shall be sealed anew, as far as `columns` say: of those the envelope is there already. */
  replace(name: TenantCollection, row: Document, columns: Values): void {
    this.#seen.set(`${name}/${row._id}`, {
      row,
      stored: { ...this.#seen.get(`${name}/${row._id}`)?.stored, ...columns },
    });
  }

  /**
   * Everything the unit changed, as it is to be stored.
   * @param customerOf whose a conversation is, where the unit has not looked yet.
   */
  async seal(changes: ChangeSet, customerOf: (conversationId: string) => Promise<string | null>): Promise<void> {
    for (const { name, key, change } of changes.own()) {
      if (change.row === null || !Object.hasOwn(sealedTables, name)) continue;
      if (change.tenantId !== this.#tenantId)
        throw new TypeError(`${name} of another tenant than the unit has keys of`);
      const owner = (row: Values) => this.#ownerOf(name, row, changes, customerOf);
      const stored = await this.#sealed(name, key, change.row, changes, owner);
      changes.set(name, key, { ...change, stored });
    }
  }

  async #sealed(
    name: TenantCollection,
    key: string,
    row: Values,
    changes: ChangeSet,
    owner: (row: Values) => Promise<string | null>,
  ): Promise<Values> {
    const { row: shown, stored } = changes.before(name, key) ?? this.#seen.get(`${name}/${key}`) ?? {};
    const envelopes: Record<string, unknown> = {};
    const anew: string[] = [];
    for (const column of sealedColumnsOf(name))
      if (isSealed(stored?.[column]) && shown?.[column] === row[column]) envelopes[column] = stored[column];
      else if (!isEmpty(row[column])) anew.push(column);
    if (anew.length === 0) return { ...row, ...envelopes };
    const without = Object.fromEntries(Object.keys(envelopes).map((column) => [column, null]));
    return { ...(await this.rows.seal(name, { ...row, ...without }, await owner(row))), ...envelopes };
  }

  async #ownerOf(
    name: TenantCollection,
    row: Values,
    changes: ChangeSet,
    customerOf: (conversationId: string) => Promise<string | null>,
  ): Promise<string | null> {
    const by = sealedTables[name]?.owner ?? null;
    if (by === null) return null;
    const owner = row[by];
    if (typeof owner !== 'string' || by !== 'conversation_id') return (owner as string | null | undefined) ?? null;
    const key = keyOf(this.#tenantId, [owner]);
    const change = changes.find('conversations', key);
    if (change !== undefined) return change.row === null ? null : String(change.row['customer_id']);
    const known = this.#customers.get(owner) ?? changes.owners.get(key);
    if (known !== undefined) return known;
    const asked = await customerOf(owner);
    changes.owners.set(key, asked);
    return asked;
  }
}
