import type { RowSeals } from '#adapters/store/sealing/row-seals';
import { TenantIsolationBroken } from '#application/ports/store';
import type { Sha256 } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import { tenantCollections } from './collections/tenant-collections.js';
import type { Filter, Sort } from './filter.js';
import type { AnyRow, Models } from './models.js';
import type { Stored, TenantCollection, TenantRows } from './rows.js';
import { type Change, type ChangeSet, overlaid } from './unit/change-set.js';
import { checkRow } from './unit/check-row.js';
import { keyOf } from './unit/key.js';
import type { UnitSeals } from './unit/unit-seals.js';

export type Row<Name extends TenantCollection> = Stored<TenantRows[Name]>;
export type NewRow<Name extends TenantCollection> = Omit<TenantRows[Name], 'tenant_id'>;
type Values = Readonly<Record<string, unknown>>;

export type Find<Name extends TenantCollection> = {
  readonly filter?: Filter<Row<Name>>;
  readonly sort?: Sort<Row<Name>>;
  readonly limit?: number;
  /** The fields that are wanted; the others are missing. */
  readonly only?: readonly (keyof TenantRows[Name] & string)[];
};

const none: ReadonlyMap<string, Change> = new Map();

type Scope = {
  readonly models: Models;
  readonly tenantId: TenantId;
  readonly nowMs: number;
  readonly sha256: Sha256;
  /** Where writes go; `null`: it only reads. */
  readonly changes: ChangeSet | null;
  /** `null`: nothing is sealed here, nor opened. */
  readonly seals: UnitSeals | null;
};

/**
 * What a unit of work or a reader may do in one tenant's data. Every command names the tenant, and every row is checked to be of it.
 * Rows are opened here, and sealed when the unit is done: no caller sees an envelope.
 */
export class TenantTx {
  readonly tenantId: TenantId;
  /** The store's time, in milliseconds since 1970. */
  readonly nowMs: number;
  readonly sha256: Sha256;
  readonly seals: RowSeals | null;
  readonly #scope: Scope;
  readonly #models: Models;
  readonly #changes: ChangeSet | null;

  constructor(scope: Scope) {
    this.#scope = scope;
    this.#models = scope.models;
    this.#changes = scope.changes;
    this.tenantId = scope.tenantId;
    this.nowMs = scope.nowMs;
    this.sha256 = scope.sha256;
    this.seals = scope.seals?.rows ?? null;
  }

  /** The same unit of work, in another tenant: for platform's own hands. Nothing that is sealed is read or written there. */
  of(tenantId: TenantId): TenantTx {
    return new TenantTx({ ...this.#scope, tenantId, seals: null });
  }

  /** @param key the fields beside the tenant that name it, in the collection's order. */
  async get<Name extends TenantCollection>(name: Name, ...key: readonly unknown[]): Promise<Row<Name> | undefined> {
    const found = await this.#found(name, keyOf(this.tenantId, key));
    return found === undefined ? undefined : (await this.opened(name, [found as unknown as Row<Name>]))[0];
  }

  async first<Name extends TenantCollection>(name: Name, find: Find<Name>): Promise<Row<Name> | undefined> {
    return (await this.rows(name, { ...find, limit: 1 }))[0];
  }

  async rows<Name extends TenantCollection>(name: Name, find: Find<Name>): Promise<readonly Row<Name>[]> {
    return this.opened(name, await this.stored(name, find));
  }

  /** The same as they are stored, also what does not open; what this unit changed is in the open. */
  async stored<Name extends TenantCollection>(
    name: Name,
    { filter = {}, sort = {}, limit = Number.MAX_SAFE_INTEGER, only = [] }: Find<Name>,
  ): Promise<readonly Row<Name>[]> {
    const changes = this.#changes?.of(name) ?? none;
    const query = this.#models.tenant(name).find({ ...filter, tenant_id: this.tenantId } as Values);
    if (Object.keys(sort).length > 0) query.sort(sort as Record<string, 1 | -1>);
    if (only.length > 0) query.select([...only, 'tenant_id', 'rev']);
    // Some of those found may be changed so that they are found no more.
    if (limit < Number.MAX_SAFE_INTEGER) query.limit(limit + changes.size);
    const found = (await query.lean<(AnyRow & { _id: string })[]>()).map((row) => this.#owned(row));
    const own = { ...filter, tenant_id: this.tenantId } as Values;
    return overlaid(found, changes, {
      filter: own,
      sort: sort as Record<string, 1 | -1>,
      limit,
    }) as unknown as Row<Name>[];
  }

  /** Rows as they were before they were sealed. What cannot be shown at all is left out. */
  async opened<Name extends TenantCollection>(name: Name, rows: readonly Row<Name>[]): Promise<readonly Row<Name>[]> {
    const { seals } = this.#scope;
    return seals === null ? rows : ((await seals.open(name, rows as never)) as unknown as readonly Row<Name>[]);
  }

  /** Columns are sealed anew: these are their envelopes. @param row as it was opened by this unit. */
  reseal<Name extends TenantCollection>(name: Name, row: Row<Name>, columns: Values): void {
    this.#scope.seals?.replace(name, row as never, columns);
    this.change(name, row, {});
  }

  /** Whether this unit, or one before it in the same commit, writes there. */
  writesTo(name: TenantCollection): boolean {
    return this.#changes !== null && this.#changes.of(name).size > 0;
  }

  /** Of what is committed: those behind the first `count`, without their contents. */
  async behind<Name extends TenantCollection>(
    name: Name,
    { sort, count, limit }: { readonly sort: Sort<TenantRows[Name]>; readonly count: number; readonly limit: number },
  ): Promise<readonly Row<Name>[]> {
    const query = this.#models.tenant(name).find({ tenant_id: this.tenantId });
    query
      .sort(sort as Record<string, 1 | -1>)
      .skip(count)
      .limit(limit)
      .select(['tenant_id', 'rev']);
    const found = await query.lean<(AnyRow & { _id: string })[]>();
    return found.map((row) => this.#owned(row) as unknown as Row<Name>);
  }

  /** Of what is committed: units of work do not count. */
  count<Name extends TenantCollection>(name: Name, filter: Filter<TenantRows[Name]>): Promise<number> {
    return this.#models.tenant(name).countDocuments({ ...filter, tenant_id: this.tenantId } as Values);
  }

  /** How many there are of each value of a field, of what is committed. */
  async tally<Name extends TenantCollection>(
    name: Name,
    field: keyof TenantRows[Name] & string,
  ): Promise<ReadonlyMap<string, number>> {
    const isList = (tenantCollections[name].fields as Readonly<Record<string, string>>)[field] === 'texts';
    const groups = await this.#models
      .tenant(name)
      .aggregate<{ _id: string; count: number }>([
        { $match: { tenant_id: this.tenantId } },
        ...(isList ? [{ $unwind: `$${field}` }] : []),
        { $group: { _id: `$${field}`, count: { $sum: 1 } } },
      ]);
    return new Map(groups.map(({ _id, count }) => [_id, count]));
  }

  /** A field of all documents together, of what is committed. */
  async sum<Name extends TenantCollection>(name: Name, field: keyof TenantRows[Name] & string): Promise<number> {
    const [all] = await this.#models
      .tenant(name)
      .aggregate<{ total: number }>([
        { $match: { tenant_id: this.tenantId } },
        { $group: { _id: null, total: { $sum: `$${field}` } } },
      ]);
    return all?.total ?? 0;
  }

  /** `false`: there is one with this key, which stays as it is. */
  async insert<Name extends TenantCollection>(name: Name, row: NewRow<Name>): Promise<boolean> {
    const key = this.#keyOf(name, row as Values);
    // Also where it cannot be shown.
    if ((await this.#found(name, keyOf(this.tenantId, key))) !== undefined) return false;
    this.add(name, row);
    return true;
  }

  /** One whose key cannot be taken: it is new, or was looked for in this unit. */
  add<Name extends TenantCollection>(name: Name, row: NewRow<Name>): void {
    const _id = keyOf(this.tenantId, this.#keyOf(name, row as Values));
    this.#write(name, _id, 0, { ...row, tenant_id: this.tenantId });
  }

  /** Changes these fields of what it is by now, whatever `row` says of the others. @returns as it is then. */
  change<Name extends TenantCollection>(name: Name, row: Row<Name>, changes: Partial<NewRow<Name>>): Row<Name> {
    const known = this.#changes?.find(name, row._id)?.row;
    const { _id, rev, ...values } = { ...row, ...known, ...changes };
    this.#write(name, _id, rev, values as unknown as Values);
    return { ...values, _id, rev } as unknown as Row<Name>;
  }

  drop<Name extends TenantCollection>(name: Name, row: Row<Name>): void {
    this.#write(name, row._id, row.rev, null);
  }

  /** Everything of this tenant there, whatever else the unit writes. */
  clear(collection: string): void {
    this.#writable().clear(collection, this.tenantId);
  }

  async #found(name: TenantCollection, _id: string): Promise<AnyRow | undefined> {
    const change = this.#changes?.find(name, _id);
    if (change !== undefined) return change.row === null ? undefined : { ...change.row, _id, rev: change.rev };
    const found = await this.#models.tenant(name).findOne({ _id, tenant_id: this.tenantId }).lean<AnyRow | null>();
    return found === null ? undefined : this.#owned(found);
  }

  #keyOf(name: TenantCollection, row: Values): readonly unknown[] {
    return tenantCollections[name].key.map((field) => row[field]);
  }

  #write(name: TenantCollection, _id: string, rev: number, row: Values | null): void {
    if (row !== null) checkRow(name, row);
    const known = this.#changes?.find(name, _id)?.rev;
    this.#writable().set(name, _id, { tenantId: this.tenantId, rev: known ?? rev, row });
  }

  #writable(): ChangeSet {
    if (this.#changes === null) throw new TypeError('a reader writes nothing');
    return this.#changes;
  }

  /** @throws {TenantIsolationBroken} the row says it belongs to somebody else. */
  #owned<Any extends AnyRow>(row: Any): Any {
    if (row['tenant_id'] !== this.tenantId)
      throw new TenantIsolationBroken('a row of another tenant came back', { tenantId: this.tenantId });
    return row;
  }
}
