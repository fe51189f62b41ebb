import type { Kysely } from 'kysely';
import type { KeyRing } from '#adapters/store/sealing/key-ring';
import { type CustomerKeyRows, KeysMoved, RowSeals, type Unreadable } from '#adapters/store/sealing/row-seals';
import type { TenantKeys } from '#adapters/store/sealing/tenant-keys';
import type { Clock } from '#application/ports/clock';
import { TenantIsolationBroken } from '#application/ports/store';
import type { Sha256 } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import { builderOn } from './builder-on-session.js';
import type { SqlDatabase, SqlRow, SqlScope, SqlSession } from './database.js';
import { checkTenantIsolation } from './guard/check-tenant-isolation.js';
import { assertSealed, sealedUseOf } from './guard/sealed-writes.js';
import type { TenantSchema } from './schema.js';
import { type CompiledStatement, filled, type TenantStatement } from './statement.js';

/** @throws {TenantIsolationBroken} the row says it belongs to somebody else. */
const owned = <R extends SqlRow>(row: R, tenantId: TenantId): R => {
  const owner = row['tenant_id'];
  if (owner !== undefined && owner !== tenantId)
    throw new TenantIsolationBroken('a row of another tenant came back', { tenantId });
  return row;
};

type Scope = {
  readonly tenantId: TenantId;
  readonly nowMs: number;
  readonly sha256: Sha256;
  /** `null`: nothing is sealed here, nor opened. */
  readonly seals: RowSeals | null;
};

/**
 * One unit of work in one tenant's data. Every statement is bound to the tenant, and every row is checked to be of it. What is
 * written into sealed columns is sealed on the way, and what comes back is opened: no caller sees an envelope.
 */
export class TenantTx {
  readonly tenantId: TenantId;
  /** The store's time, in milliseconds since 1970. */
  readonly nowMs: number;
  readonly sha256: Sha256;
  readonly seals: RowSeals | null;
  readonly #session: SqlSession;
  #builder: Kysely<TenantSchema> | null = null;
  #sealedBuilder: Kysely<TenantSchema> | null = null;

  constructor(session: SqlSession, { tenantId, nowMs, sha256, seals }: Scope) {
    this.#session = session;
    this.tenantId = tenantId;
    this.nowMs = nowMs;
    this.sha256 = sha256;
    this.seals = seals;
  }

  /** @param customerId whose key seals what is written, where the arguments do not say it; `null`: the tenant's. */
  async first<Args extends object, Row>(
    statement: TenantStatement<Args, Row>,
    args: Args,
    customerId?: string | null,
  ): Promise<Row | undefined> {
    const compiled = statement.compile(this.#session.dialect);
    const filling = this.#filled(compiled, args, customerId);
    const parameters = Array.isArray(filling) ? filling : await filling;
    const row = await this.#session.first(compiled.sql, parameters);
    if (row === undefined) return undefined;
    owned(row, this.tenantId);
    const { sealed } = compiled;
    if (sealed === null || this.seals === null) return row as Row;
    const opened = this.seals.openNow(sealed.table, [row]) ?? (await this.seals.open(sealed.table, [row]));
    return (opened[0] ?? undefined) as Row | undefined;
  }

  async rows<Args extends object, Row>(
    statement: TenantStatement<Args, Row>,
    args: Args,
    customerId?: string | null,
  ): Promise<readonly Row[]> {
    const compiled = statement.compile(this.#session.dialect);
    const filling = this.#filled(compiled, args, customerId);
    const parameters = Array.isArray(filling) ? filling : await filling;
    const rows = await this.#session.rows(compiled.sql, parameters);
    for (const row of rows) owned(row, this.tenantId);
    const { sealed } = compiled;
    if (sealed === null || this.seals === null || rows.length === 0) return rows as readonly Row[];
    const opened = this.seals.openNow(sealed.table, rows) ?? (await this.seals.open(sealed.table, rows));
    return opened as readonly Row[];
  }

  /** Resolves to the number of rows changed. */
  async run<Args extends object>(
    statement: TenantStatement<Args, unknown>,
    args: Args,
    customerId?: string | null,
  ): Promise<number> {
    const compiled = statement.compile(this.#session.dialect);
    const filling = this.#filled(compiled, args, customerId);
    const parameters = Array.isArray(filling) ? filling : await filling;
    return this.#session.run(compiled.sql, parameters);
  }

  /**
   * The query builder, for statements that are not worth preparing. Checked like the prepared ones; rows are opened, and what it
   * writes into sealed columns has to be sealed before, by `sealed`.
   */
  get db(): Kysely<TenantSchema> {
    this.#builder ??= this.#builderOn({ opens: true });
    return this.#builder;
  }

  /** The same, and sealed columns are as they are stored. */
  get sealedDb(): Kysely<TenantSchema> {
    this.#sealedBuilder ??= this.#builderOn({ opens: false });
    return this.#sealedBuilder;
  }

  /** Rows of `sealedDb` as they were before they were sealed, in place. What cannot be shown at all is left out. */
  async opened<R extends object>(table: string, rows: readonly R[]): Promise<readonly R[]> {
    const stored = rows as readonly (R & Readonly<Record<string, unknown>>)[];
    return this.seals === null ? rows : (this.seals.openNow(table, stored) ?? this.seals.open(table, stored));
  }

  /** @param row the columns, with those that name the row. @param customerId as above. */
  async sealed<R extends Readonly<Record<string, unknown>>>(
    table: string,
    row: R,
    customerId: string | null | undefined,
  ): Promise<R> {
    return this.seals === null ? row : this.seals.seal(table, row, customerId);
  }

  isUniqueViolation(error: unknown): boolean {
    return this.#session.dialect.isUniqueViolation(error);
  }

  #builderOn({ opens }: { readonly opens: boolean }): Kysely<TenantSchema> {
    const { seals, tenantId } = this;
    return builderOn<TenantSchema>(this.#session, {
      statement: (node) => {
        checkTenantIsolation(node, tenantId);
        if (seals !== null) assertSealed(sealedUseOf(node));
      },
      row: (row) => owned(row, tenantId),
      opened: (node, rows) => {
        const table = seals === null || !opens ? null : sealedUseOf(node).table;
        return seals === null || table === null ? rows : (seals.openNow(table, rows) ?? seals.open(table, rows));
      },
    });
  }

  /** A promise only where the key of what is sealed has to be fetched first. */
  #filled(
    { parameters, sealed }: CompiledStatement,
    args: object,
    customerId: string | null | undefined,
  ): unknown[] | Promise<unknown[]> {
    if (sealed === null || sealed.filledBy.length === 0 || this.seals === null)
      return filled(parameters, args, this.tenantId);
    const given = args as Record<string, unknown>;
    const row: Record<string, unknown> = {};
    for (const [column, name] of sealed.filledBy) row[column] = given[name];
    const whose =
      customerId === undefined && sealed.owner !== null ? (given[sealed.owner] as string | null) : customerId;
    const withSealed = (stored: Readonly<Record<string, unknown>>): unknown[] => {
      const instead: Record<string, unknown> = {};
      for (const [column, name] of sealed.filledBy) instead[name] = stored[column];
      return filled(parameters, args, this.tenantId, instead);
    };
    const stored = this.seals.sealNow(sealed.table, row, whose);
    return stored === null ? this.seals.seal(sealed.table, row, whose).then(withSealed) : withSealed(stored);
  }
}

/** What sealing needs, for all tenants of a store. */
export type Sealing = {
  readonly ring: KeyRing;
  readonly rowsOf: (unit: () => TenantTx) => CustomerKeyRows;
  /** Told of each value that did not open. */
  readonly unreadable: (what: Unreadable) => void;
};

type Surroundings = {
  readonly database: SqlDatabase;
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** `null`: nothing is sealed. */
  readonly sealing: Sealing | null;
};
type Access = 'read' | 'write' | 'writeAhead';
type Work<T> = (tx: TenantTx) => Promise<T>;

/** What a tenant's repositories get: the database, already scoped. */
export class TenantDatabase {
  readonly tenantId: TenantId;
  readonly #scope: SqlScope;
  readonly #with: Surroundings;

  constructor(tenantId: TenantId, surroundings: Surroundings) {
    this.tenantId = tenantId;
    this.#scope = { tenantId };
    this.#with = surroundings;
  }

  read<T>(work: Work<T>): Promise<T> {
    return this.#withKeys('read', work);
  }

  write<T>(work: Work<T>): Promise<T> {
    return this.#withKeys('write', work);
  }

  /** Resolves once others see it, which may be before it is on disk: see `SqlDatabase`. */
  writeAhead<T>(work: Work<T>): Promise<T> {
    return this.#withKeys('writeAhead', work);
  }

  /** A customer is no more: nothing of theirs is opened from memory either. */
  forgetCustomer(customerId: string): void {
    this.#with.sealing?.ring.forgetCustomer(this.tenantId, customerId);
  }

  /** Keys are asked for before the unit begins: it may await nothing but its session. */
  #withKeys<T>(access: Access, work: Work<T>): Promise<T> {
    const { sealing } = this.#with;
    if (sealing === null) return this.#unit(access, (session) => work(this.#tx(session, this.#nowMs(session), null)));
    const keys = sealing.ring.known(this.tenantId);
    // With keys at hand the unit is queued at once, so that units stand in the order they were asked for.
    return keys === null ? this.#afterLoading(access, work, sealing) : this.#sealed(access, work, sealing, keys);
  }

  async #afterLoading<T>(access: Access, work: Work<T>, sealing: Sealing): Promise<T> {
    return this.#sealed(access, work, sealing, await sealing.ring.load(this.tenantId, access !== 'read'));
  }

  async #sealed<T>(
    access: Access,
    work: Work<T>,
    sealing: Sealing,
    keys: TenantKeys | null,
    isLastTry = false,
  ): Promise<T> {
    const { ring, unreadable, rowsOf } = sealing;
    let seals: RowSeals | null = null;
    try {
      const result = await this.#unit(access, (session) => {
        const nowMs = this.#nowMs(session);
        const rows = rowsOf(() => tx);
        seals = new RowSeals(this.tenantId, { ring, keys, rows, nowMs, unreadable, isLastTry });
        const tx = this.#tx(session, nowMs, seals);
        return work(tx);
      });
      (seals as RowSeals | null)?.tellRing();
      return result;
    } catch (error) {
      if (!(error instanceof KeysMoved) || isLastTry) throw error;
    }
    return this.#sealed(access, work, sealing, await ring.load(this.tenantId, access !== 'read'), true);
  }

  #unit<T>(access: Access, work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.#with.database[access](work, this.#scope);
  }

  #tx(session: SqlSession, nowMs: number, seals: RowSeals | null): TenantTx {
    const { sha256 } = this.#with;
    return new TenantTx(session, { tenantId: this.tenantId, nowMs, sha256, seals });
  }

  #nowMs(session: SqlSession): number {
    return this.#with.clock.now().getTime() + session.aheadMs;
  }
}
