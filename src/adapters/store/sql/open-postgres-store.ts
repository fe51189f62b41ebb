import type { PoolClient } from 'pg';
import type { SealingOptions } from '#adapters/store/sealing/sealing-options';
import { refusedBy, roleOf } from '#adapters/store/sql/dialects/postgres/connect-errors';
import { migrationLocks } from '#adapters/store/sql/dialects/postgres/locks';
import { PostgresDatabase } from '#adapters/store/sql/dialects/postgres/postgres-database';
import { PostgresPool } from '#adapters/store/sql/dialects/postgres/postgres-pool';
import {
  assertBound,
  assertTablesHeld,
  grantToRole,
  ledgerOf,
} from '#adapters/store/sql/dialects/postgres/runtime-role';
import { WriteLines } from '#adapters/store/sql/dialects/postgres/write-lines';
import { allMigrations } from '#adapters/store/sql/migrations/all-migrations';
import { assertMigrated, migrateUp } from '#adapters/store/sql/migrations/migrate';
import { openSealing } from '#adapters/store/sql/sealing/open-sealing';
import { SqlStore } from '#adapters/store/sql/sql-store';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Sha256 } from '#domain/compliance/audit-entry';

export type PostgresStoreOptions = {
  /** Names the role the product runs as, which row security binds. */
  readonly url: string;
  /** Names the role that owns the tables and brings them up to date; `null`: they are. */
  readonly ownerUrl: string | null;
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** `null`: nothing is sealed; for measuring what sealing costs. */
  readonly sealing: SealingOptions | null;
};

const remedy = 'start once with POSTGRES_OWNER_URL, which names the role that owns the tables';

/**
 * Opens a store that other processes use as well.
 * @throws {PostgresRefused} @throws {UnboundRole} @throws {NewerSchema} @throws {OlderSchema} @throws {WrongMasterKey}
 */
export const openPostgresStore = async ({
  url,
  ownerUrl,
  clock,
  sha256,
  sealing,
}: PostgresStoreOptions): Promise<Store> => {
  await withClient('POSTGRES_URL', url, true, async (client) => {
    await assertBound(client);
    if (ownerUrl !== null) await migrateAsOwner(ownerUrl, roleOf(url), clock.now().getTime());
    assertMigrated(await ledgerOf(client), allMigrations, remedy);
    await assertTablesHeld(client);
  });
  const database = await PostgresDatabase.open(url);
  try {
    const opened = sealing === null ? null : await openSealing(database, { clock, sha256 }, sealing);
    return new SqlStore(database, { clock, sha256, sealing: opened });
  } catch (error) {
    await database.close();
    throw error;
  }
};

const withClient = async (
  setting: string,
  url: string,
  isBounded: boolean,
  work: (client: PoolClient, pool: PostgresPool) => Promise<void>,
): Promise<void> => {
  const pool = new PostgresPool({ url, connections: 2, isBounded });
  try {
    await pool.use((client) => work(client, pool));
  } catch (error) {
    throw refusedBy(setting, url, error);
  } finally {
    await pool.close();
  }
};

const migrateAsOwner = (ownerUrl: string, role: string, nowMs: number): Promise<void> =>
  withClient('POSTGRES_OWNER_URL', ownerUrl, false, async (client, pool) => {
    await client.query(migrationLocks.take);
    const lines = new WriteLines((work) => pool.use(work));
    await migrateUp({ write: (work, scope) => lines.write(work, scope) }, allMigrations, nowMs);
    await grantToRole(client, role);
    await client.query(migrationLocks.give);
  });
