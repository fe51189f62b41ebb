import { rmSync } from 'node:fs';
import mongoose, { type Connection } from 'mongoose';
import { Client } from 'pg';
import { openMongoStore } from '#adapters/store/mongo/open-mongo-store';
import type { SealingOptions } from '#adapters/store/sealing/sealing-options';
import { SqliteDatabase } from '#adapters/store/sql/dialects/sqlite/sqlite-database';
import { openPostgresStore } from '#adapters/store/sql/open-postgres-store';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import { databaseUri, dropDatabase, mongoServer, nextDatabase } from './mongo-stores.js';
import { makeDatabase, postgresForTests } from './postgres-database.js';
import { encryptionKey, sha256, temporaryFolder } from './stores.js';

type Row = Readonly<Record<string, unknown>>;

/** A database that outlives the stores on it, and can be read around them while none is open. */
export type SealedPlace = {
  open(clock: Clock, sealing: SealingOptions | null): Promise<Store>;
  /** Past every guard, as everything below: rows in which these columns are so. */
  find(table: string, where: Row): Promise<readonly Row[]>;
  /** Puts a changed row in the place of each. @param change answers the columns that change. */
  change(table: string, where: Row, change: (row: Row) => Row): Promise<void>;
  insert(table: string, rows: readonly Row[]): Promise<void>;
  clear(table: string): Promise<void>;
  /** Everything that is stored, by table. */
  everything(): Promise<ReadonlyMap<string, readonly Row[]>>;
  remove(): Promise<void>;
};

type Query = (sql: string) => Promise<readonly Row[]>;
type Reached = <T>(work: (query: Query) => Promise<T>) => Promise<T>;

const literal = (value: unknown): string => (value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`);
const whereOf = (row: Row): string => {
  const parts = Object.entries(row).map(([column, value]) => `${column} = ${literal(value)}`);
  return parts.length === 0 ? '' : ` where ${parts.join(' and ')}`;
};

/** Every table these tests change has rows named by an id. */
const named = ({ tenant_id, id }: Row): Row => ({ tenant_id, id });

const reading = (reached: Reached, tables: string): Omit<SealedPlace, 'open' | 'remove'> => ({
  find: (table, where) => reached((query) => query(`select * from ${table}${whereOf(where)}`)),
  change: (table, where, change) =>
    reached(async (query) => {
      for (const row of await query(`select * from ${table}${whereOf(where)}`)) {
        const set = Object.entries(change(row)).map(([column, value]) => `${column} = ${literal(value)}`);
        await query(`update ${table} set ${set.join()}${whereOf(named(row))}`);
      }
    }),
  insert: (table, rows) =>
    reached(async (query) => {
      for (const row of rows)
        await query(
          `insert into ${table} (${Object.keys(row).join()}) values (${Object.values(row).map(literal).join()})`,
        );
    }),
  clear: (table) =>
    reached(async (query) => {
      await query(`delete from ${table}`);
    }),
  everything: () =>
    reached(async (query) => {
      const all = new Map<string, readonly Row[]>();
      for (const { name } of await query(tables)) all.set(String(name), await query(`select * from ${name}`));
      return all;
    }),
});

const sqlite = async (): Promise<SealedPlace> => {
  const folder = temporaryFolder();
  const reached: Reached = async (work) => {
    const database = SqliteDatabase.open(folder, encryptionKey);
    try {
      return await database.write((session) => work(async (sql) => (await session.query(sql, [])).rows));
    } finally {
      await database.close();
    }
  };
  return {
    open: (clock, sealing) => openSqliteStore({ folder, encryptionKey, clock, sha256, sealing }),
    ...reading(reached, "select name from sqlite_master where type = 'table'"),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
};

const postgres = async (): Promise<SealedPlace> => {
  const database = await makeDatabase();
  const reached: Reached = async (work) => {
    const client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    try {
      return await work(async (sql) => (await client.query(sql)).rows as Row[]);
    } finally {
      await client.end();
    }
  };
  return {
    open: (clock, sealing) => openPostgresStore({ url: database.url, ownerUrl: null, clock, sha256, sealing }),
    ...reading(
      reached,
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
    ),
    remove: () => database.drop(),
  };
};

const mongo = async (): Promise<SealedPlace> => {
  const server = mongoServer() ?? '';
  const name = nextDatabase();
  const uri = databaseUri(server, name);
  const reached = async <T>(work: (database: NonNullable<Connection['db']>) => Promise<T>): Promise<T> => {
    const connection = await mongoose.createConnection(uri).asPromise();
    try {
      if (connection.db === undefined) throw new Error('not connected');
      return await work(connection.db);
    } finally {
      await connection.close();
    }
  };
  const find: SealedPlace['find'] = (table, where) =>
    reached((database) => database.collection(table).find(where).toArray());
  return {
    open: (clock, sealing) => openMongoStore({ uri, clock, sha256, sealing }),
    find,
    change: (table, where, change) =>
      reached(async (database) => {
        for (const row of await database.collection(table).find(where).toArray()) {
          const next = { ...row, ...change(row) };
          const collection = database.collection<{ _id: string }>(table);
          await collection.deleteOne({ _id: row._id as unknown as string });
          // The id names the document.
          await collection.insertOne({ ...next, _id: String(row._id).replace(String(row['id']), String(next['id'])) });
        }
      }),
    insert: (table, rows) =>
      reached(async (database) => {
        await database.collection(table).insertMany(rows.map((row) => ({ ...row })));
      }),
    clear: (table) =>
      reached(async (database) => {
        await database.collection(table).deleteMany({});
      }),
    everything: () =>
      reached(async (database) => {
        const all = new Map<string, readonly Row[]>();
        for (const { name: each } of await database.listCollections().toArray())
          all.set(each, await database.collection(each).find().toArray());
        return all;
      }),
    remove: () => dropDatabase(server, name),
  };
};

export const sealedPlaces = [
  { name: 'sqlite', available: true, make: sqlite },
  { name: 'postgres', available: postgresForTests() !== null, make: postgres },
  { name: 'mongo', available: mongoServer() !== null, make: mongo },
] as const;

/** Everything that is stored, as one text with a line for each row. */
export const dump = async (place: SealedPlace): Promise<string> =>
  [...(await place.everything())]
    .flatMap(([table, rows]) => rows.map((row) => `${table} ${JSON.stringify(Object.entries(row).map(shownEntry))}`))
    .join('\n');

const shownEntry = ([column, value]: [string, unknown]): readonly string[] => [column, shownValue(value)];

const shownValue = (value: unknown): string =>
  value instanceof Uint8Array || value instanceof ArrayBuffer
    ? Buffer.from(value as ArrayBuffer).toString('latin1')
    : String(value);
