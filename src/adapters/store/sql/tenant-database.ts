import type { Kysely } from 'kysely';
import type { Clock } from '#application/ports/clock';
import { TenantIsolationBroken } from '#application/ports/store';
import type { Sha256 } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import { builderOn } from './builder-on-session.js';
import type { SqlDatabase, SqlRow, SqlScope, SqlSession } from './database.js';
import { checkTenantIsolation } from './guard/check-tenant-isolation.js';
import type { TenantSchema } from './schema.js';
import { filled, type TenantStatement } from './statement.js';

/** @throws {TenantIsolationBroken} the row says it belongs to somebody else. */
const owned = <R extends SqlRow>(row: R, tenantId: TenantId): R => {
  const owner = row['tenant_id'];
  if (owner !== undefined && owner !== tenantId)
    throw new TenantIsolationBroken('a row of another tenant came back', { tenantId });
  return row;
};

/** One unit of work in one tenant's data. Every statement is bound to the tenant, and every row is checked to be of it. */
export class TenantTx {
  readonly tenantId: TenantId;
  /** The store's time, in milliseconds since 1970. */
  readonly nowMs: number;
  readonly sha256: Sha256;
  readonly #session: SqlSession;
  #builder: Kysely<TenantSchema> | null = null;

  constructor(session: SqlSession, tenantId: TenantId, nowMs: number, sha256: Sha256) {
    this.#session = session;
    this.tenantId = tenantId;
    this.nowMs = nowMs;
    this.sha256 = sha256;
  }

  async first<Args extends object, Row>(statement: TenantStatement<Args, Row>, args: Args): Promise<Row | undefined> {
    const { sql, parameters } = statement.compile(this.#session.dialect);
    const row = await this.#session.first(sql, filled(parameters, args, this.tenantId));
    return row && (owned(row, this.tenantId) as Row);
  }

  async rows<Args extends object, Row>(statement: TenantStatement<Args, Row>, args: Args): Promise<readonly Row[]> {
    const { sql, parameters } = statement.compile(this.#session.dialect);
    const rows = await this.#session.rows(sql, filled(parameters, args, this.tenantId));
    for (const row of rows) owned(row, this.tenantId);
    return rows as readonly Row[];
  }

  /** Resolves to the number of rows changed. */
  run<Args extends object>(statement: TenantStatement<Args, unknown>, args: Args): Promise<number> {
    const { sql, parameters } = statement.compile(this.#session.dialect);
    return this.#session.run(sql, filled(parameters, args, this.tenantId));
  }

  /** The query builder, for statements that are not worth preparing. Checked like the prepared ones. */
  get db(): Kysely<TenantSchema> {
    this.#builder ??= builderOn<TenantSchema>(this.#session, {
      statement: (node) => checkTenantIsolation(node, this.tenantId),
      row: (row) => owned(row, this.tenantId),
    });
    return this.#builder;
  }

  isUniqueViolation(error: unknown): boolean {
    return this.#session.dialect.isUniqueViolation(error);
  }
}

/** What a tenant's repositories get: the database, already scoped. */
export class TenantDatabase {
  readonly tenantId: TenantId;
  readonly #scope: SqlScope;
  readonly #database: SqlDatabase;
  readonly #clock: Clock;
  readonly #sha256: Sha256;

  constructor(database: SqlDatabase, tenantId: TenantId, clock: Clock, sha256: Sha256) {
    this.#database = database;
    this.tenantId = tenantId;
    this.#scope = { tenantId };
    this.#clock = clock;
    this.#sha256 = sha256;
  }

  read<T>(work: (tx: TenantTx) => Promise<T>): Promise<T> {
    return this.#database.read((session) => work(this.#tx(session)), this.#scope);
  }

  write<T>(work: (tx: TenantTx) => Promise<T>): Promise<T> {
    return this.#database.write((session) => work(this.#tx(session)), this.#scope);
  }

  #tx(session: SqlSession): TenantTx {
    return new TenantTx(session, this.tenantId, this.#clock.now().getTime() + session.aheadMs, this.#sha256);
  }
}
