import type { SealingOptions } from '#adapters/store/sealing/sealing-options';
import { SqliteDatabase } from '#adapters/store/sql/dialects/sqlite/sqlite-database';
import { allMigrations } from '#adapters/store/sql/migrations/all-migrations';
import { migrateUp } from '#adapters/store/sql/migrations/migrate';
import { openSealing } from '#adapters/store/sql/sealing/open-sealing';
import { SqlStore } from '#adapters/store/sql/sql-store';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Sha256 } from '#domain/compliance/audit-entry';

export type SqliteStoreOptions = {
  readonly folder: string;
  /** Opens and encrypts the file; any text, 64 hex digits by convention. */
  readonly encryptionKey: string;
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** `null`: nothing is sealed; for measuring what sealing costs. */
  readonly sealing: SealingOptions | null;
};

/**
 * Opens the embedded store, alone, with its schema up to date.
 * @throws {DataFolderInUse} @throws {WrongEncryptionKey} @throws {NewerSchema} @throws {WrongMasterKey}
 */
export const openSqliteStore = async ({
  folder,
  encryptionKey,
  clock,
  sha256,
  sealing,
}: SqliteStoreOptions): Promise<Store> => {
  const database = SqliteDatabase.open(folder, encryptionKey);
  try {
    await migrateUp(database, allMigrations, clock.now().getTime());
    database.planForGrowth();
    const opened = sealing === null ? null : await openSealing(database, { clock, sha256 }, sealing);
    return new SqlStore(database, { clock, sha256, sealing: opened });
  } catch (error) {
    await database.close();
    throw error;
  }
};
