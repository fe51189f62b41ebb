import { rmSync } from 'node:fs';
import { Client } from 'pg';
import type { SealingOptions } from '#adapters/store/sealing/sealing-options';
import { SqliteDatabase } from '#adapters/store/sql/dialects/sqlite/sqlite-database';
import { openPostgresStore } from '#adapters/store/sql/open-postgres-store';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import { makeDatabase, postgresForTests } from './postgres-database.js';
import { encryptionKey, sha256, temporaryFolder } from './stores.js';

type Row = Readonly<Record<string, unknown>>;

/** A database that outlives the stores on it, and can be read around them while none is open. */
export type SealedPlace = {
  open(clock: Clock, sealing: SealingOptions | null): Promise<Store>;
  /** A statement as it stands, past every guard; rows where it answers some. */
  raw(sql: string): Promise<readonly Row[]>;
  /** Everything that is stored, by table. */
  everything(): Promise<ReadonlyMap<string, readonly Row[]>>;
  remove(): Promise<void>;
};

type Query = (sql: string) => Promise<readonly Row[]>;
type Reached = <T>(work: (query: Query) => Promise<T>) => Promise<T>;

const reading = (reached: Reached, tables: string): Pick<SealedPlace, 'raw' | 'everything'> => ({
  raw: (sql) => reached((query) => query(sql)),
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

export const sealedPlaces = [
  { name: 'sqlite', available: true, make: sqlite },
  { name: 'postgres', available: postgresForTests() !== null, make: postgres },
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
