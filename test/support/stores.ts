import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import { mongoServer, openMongoDatabase } from './mongo-stores.js';
import { sha256 } from './sha256.js';

export { sha256 };

/** One store engine, as the contract suite sees it. An engine that needs a server says whether there is one. */
export type StoreEngine = {
  readonly name: string;
  readonly available: boolean;
  /** A store with nothing in it. `reopen` closes it and opens the same data again; `destroy` leaves nothing behind. */
  readonly open: (clock: Clock) => Promise<OpenStore>;
  /** Other processes may have it open: a start cannot know that who held a lease is dead. */
  readonly isShared?: true;
  /** For a server whose every answer takes its time. */
  readonly testTimeoutMs?: number;
};
export type OpenStore = {
  readonly store: Store;
  readonly reopen: () => Promise<OpenStore>;
  readonly destroy: () => Promise<void>;
};

export const encryptionKey = '7'.repeat(64);

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'wakil-store-'));

/** The embedded store in a folder that the caller knows. */
export const openSqliteFolder = async (clock: Clock, folder: string): Promise<OpenStore> => {
  const store = await openSqliteStore({ folder, encryptionKey, clock, sha256 });
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
  { name: 'mongo', available: mongoServer() !== null, open: openMongoDatabase, isShared: true, testTimeoutMs: 120_000 },
];
