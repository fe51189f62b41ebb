import type { Kysely } from 'kysely';
import type { RowSeals } from '#adapters/store/sealing/row-seals';
import { TenantIsolationBroken } from '#application/ports/store';
import type { Sha256 } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import { builderOn } from './builder-on-session.js';
import type { SqlRow, SqlSession } from './database.js';
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
