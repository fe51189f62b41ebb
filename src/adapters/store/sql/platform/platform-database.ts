import type { Kysely } from 'kysely';
import { RowSeals } from '#adapters/store/sealing/row-seals';
import { builderOn } from '#adapters/store/sql/builder-on-session';
import type { SqlDatabase, SqlScope, SqlSession } from '#adapters/store/sql/database';
import type { Schema } from '#adapters/store/sql/schema';
import { filled, type Statement } from '#adapters/store/sql/statement';
import type { Sealing } from '#adapters/store/sql/tenant-database';
import { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { Clock } from '#application/ports/clock';
import type { Sha256 } from '#domain/compliance/audit-entry';
import { TenantId } from '#domain/shared/ids';

/** The platform's own log stands beside the tenants', under a name no tenant can have. */
export const platformLog = TenantId('platform');

type Surroundings = {
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** `null`: nothing is sealed. */
  readonly sealing: Sealing | null;
};

/** One unit of work across tenants. Only `platform-*.ts` and the platform store may have one. */
export class PlatformTx {
  readonly nowMs: number;
  readonly sha256: Sha256;
  readonly #session: SqlSession;
  readonly #sealing: Sealing | null;

  constructor(session: SqlSession, nowMs: number, { sha256, sealing }: Pick<Surroundings, 'sha256' | 'sealing'>) {
    this.#session = session;
    this.nowMs = nowMs;
    this.sha256 = sha256;
    this.#sealing = sealing;
  }

  async first<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Promise<Row | undefined> {
    const { sql, parameters } = statement.compile(this.#session.dialect);
    return (await this.#session.first(sql, filled(parameters, args, null))) as Row | undefined;
  }

  async rows<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Promise<readonly Row[]> {
    const { sql, parameters } = statement.compile(this.#session.dialect);
    return (await this.#session.rows(sql, filled(parameters, args, null))) as readonly Row[];
  }

  get db(): Kysely<Schema> {
    return builderOn<Schema>(this.#session, null);
  }

  /** The same transaction, as one tenant's: nobody else writes that tenant's data any more. It has no keys: what is sealed is not for it. */
  of(tenantId: TenantId): TenantTx {
    const { nowMs, sha256 } = this;
    const tx: TenantTx = new TenantTx(this.#session.of(tenantId), {
      tenantId,
      nowMs,
      sha256,
      seals: this.#sealing === null ? null : withoutKeys(tenantId, this.#sealing, () => tx, nowMs),
    });
    return tx;
  }

  isUniqueViolation(error: unknown): boolean {
    return this.#session.dialect.isUniqueViolation(error);
  }
}

const withoutKeys = (
  tenantId: TenantId,
  { ring, rowsOf, unreadable }: Sealing,
  unit: () => TenantTx,
  nowMs: number,
): RowSeals => new RowSeals(tenantId, { ring, keys: null, rows: rowsOf(unit), nowMs, unreadable, isLastTry: true });

export class PlatformDatabase {
  readonly #database: SqlDatabase;
  readonly #with: Surroundings;

  constructor(database: SqlDatabase, surroundings: Surroundings) {
    this.#database = database;
    this.#with = surroundings;
  }

  read<T>(work: (tx: PlatformTx) => Promise<T>): Promise<T> {
    return this.#database.read((session) => work(this.#tx(session)), 'platform');
  }

  /** @param scope what it writes without naming the tenant by `of`. */
  write<T>(work: (tx: PlatformTx) => Promise<T>, scope: SqlScope = 'platform'): Promise<T> {
    return this.#database.write((session) => work(this.#tx(session)), scope);
  }

  /** @param work writes for every tenant, and is told whether any other process lives. */
  writeAlone<T>(work: (tx: PlatformTx, isAlone: boolean) => Promise<T>): Promise<T> {
    return this.#database.whileAlone((isAlone) => this.write((tx) => work(tx, isAlone), 'every tenant'));
  }

  #tx(session: SqlSession): PlatformTx {
    return new PlatformTx(session, this.#with.clock.now().getTime() + session.aheadMs, this.#with);
  }
}
