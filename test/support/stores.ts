import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import type { Clock } from '#application/ports/clock';
import { mongoServer, openMongoDatabase } from './mongo-stores.js';
import type { OpenStore, StoreEngine } from './open-store.js';
import { makeDatabase, openPostgresIn, postgresForTests } from './postgres-database.js';
import { sealingWith } from './sealing.js';
import { sha256 } from './sha256.js';

export type { OpenStore, StoreEngine } from './open-store.js';
export { sha256 };

export const encryptionKey = '7'.repeat(64);

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'wakil-store-'));

/** The embedded store in a folder that the caller knows. */
export const openSqliteFolder = async (clock: Clock, folder: string): Promise<OpenStore> => {
  const store = await openSqliteStore({ folder, encryptionKey, clock, sha256, sealing: sealingWith() });
  return {
    store,
    reopen: async () => {
      await store.close();
      return openSqliteFolder(clock, folder);
    },
    destroy: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Every engine there is: a new one is one more line, and the whole suite holds it to the port. */
export const storeEngines: readonly StoreEngine[] = [
  { name: 'sqlite', available: true, open: (clock) => openSqliteFolder(clock, temporaryFolder()) },
  {
    name: 'postgres',
    available: postgresForTests() !== null,
    open: async (clock) => openPostgresIn(clock, await makeDatabase()),
  },
  { name: 'mongo', available: mongoServer() !== null, open: openMongoDatabase, isShared: true, testTimeoutMs: 120_000 },
];
