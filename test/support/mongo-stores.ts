import mongoose, { type Connection } from 'mongoose';
import type { MongoStore } from '#adapters/store/mongo/mongo-store';
import { connectMongo, storeOn } from '#adapters/store/mongo/open-mongo-store';
import type { Clock } from '#application/ports/clock';
import type { OpenStore } from './open-store.js';
import { sealingWith } from './sealing.js';
import { sha256 } from './sha256.js';
import { CommandWatch } from './watch-commands.js';

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

export const nextDatabase = (): string => {
  const used = free.pop();
  if (used !== undefined) return used;
  made += 1;
  return `wakil_test_${process.pid}_${made}`;
};

/** A database of its own for a test that does not use the contract's pool. */
export const dropDatabase = async (server: string, name: string): Promise<void> => {
  const connection = await mongoose.createConnection(databaseUri(server, name)).asPromise();
  await connection.dropDatabase();
  await connection.close();
};

const empty = async (server: string, name: string, collections: ReadonlySet<string>): Promise<void> => {
  janitor ??= mongoose.createConnection(server).asPromise();
  const { db: database } = (await janitor).useDb(name, { useCache: true });
  const filled = [...collections].filter((each) => each !== 'schema_versions');
  await Promise.all(filled.map(async (each) => database?.collection(each).deleteMany({})));
};

/** A store of which every command is looked at. */
export const openWatched = async (uri: string, clock: Clock): Promise<{ store: MongoStore; watch: CommandWatch }> => {
  const connection = await connectMongo(uri, 10_000, { monitorCommands: true });
  const watch = new CommandWatch();
  connection.getClient().on('commandStarted', (started) => watch.see(started));
  return { store: await storeOn(connection, { clock, sha256, sealing: sealingWith() }), watch };
};

/** @param written what the store before this one has written to. */
const openNamed = async (
  server: string,
  name: string,
  clock: Clock,
  written: ReadonlySet<string> = new Set(),
): Promise<OpenStore> => {
  const { store, watch } = await openWatched(databaseUri(server, name), clock);
  const allWritten = (): ReadonlySet<string> => new Set([...written, ...watch.written]);
  return {
    store,
    reopen: async () => {
      await store.close();
      return openNamed(server, name, clock, allWritten());
    },
    destroy: async () => {
      await store.close();
      await empty(server, name, allWritten());
      free.push(name);
      if (watch.violations.length > 0) throw new Error(`commands that name no tenant:\n${watch.violations.join('\n')}`);
    },
  };
};

export const openMongoDatabase = (clock: Clock): Promise<OpenStore> => {
  const server = mongoServer();
  if (server === null) throw new Error('there is no MongoDB in this run');
  return openNamed(server, nextDatabase(), clock);
};
