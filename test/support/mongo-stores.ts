import mongoose, { type Connection } from 'mongoose';
import { openMongoStore } from '#adapters/store/mongo/open-mongo-store';
import type { Clock } from '#application/ports/clock';
import type { OpenStore } from './stores.js';
import { sha256 } from './sha256.js';

/** The server of this run, without a database; `null`: there is none. */
export const mongoServer = (): string | null => process.env['WAKIL_TEST_MONGO'] ?? null;

export const databaseUri = (server: string, name: string): string => {
  const uri = new URL(server);
  uri.pathname = `/${name}`;
  return uri.href;
};

/** Databases of this process that a test is done with: making one anew takes longer than emptying it. */
const free: string[] = [];
let made = 0;
let janitor: Promise<Connection> | null = null;

const nextName = (): string => {
  const used = free.pop();
  if (used !== undefined) return used;
  made += 1;
  return `wakil_test_${process.pid}_${made}`;
};

const empty = async (server: string, name: string): Promise<void> => {
  janitor ??= mongoose.createConnection(server).asPromise();
  const database = (await janitor).useDb(name, { useCache: true }).db;
  const collections = (await database?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  const filled = collections.filter((each) => each.name !== 'schema_versions');
  await Promise.all(filled.map((each) => database?.collection(each.name).deleteMany({})));
};

const openNamed = async (server: string, name: string, clock: Clock): Promise<OpenStore> => {
  const store = await openMongoStore({ uri: databaseUri(server, name), clock, sha256 });
  return {
    store,
    reopen: async () => {
      await store.close();
      return openNamed(server, name, clock);
    },
    destroy: async () => {
      await store.close();
      await empty(server, name);
      free.push(name);
    },
  };
};

export const openMongoDatabase = (clock: Clock): Promise<OpenStore> => {
  const server = mongoServer();
  if (server === null) throw new Error('there is no MongoDB in this run');
  return openNamed(server, nextName(), clock);
};
