import { seedIntoMongo } from '#test/bench/seeding/into-mongo';
import { seedIntoPostgres } from '#test/bench/seeding/into-postgres';
import { seedIntoSqlite } from '#test/bench/seeding/into-sqlite';
import type { Seeding } from '#test/bench/seeding/talk-rows';
import { startMongo } from '#test/services/mongo';
import { startPostgres } from '#test/services/postgres';
import { dropRoles, makeRoles } from '#test/services/postgres-roles';
import { databaseUri, dropDatabase } from '#test/support/mongo-stores';
import { makeDatabase } from '#test/support/postgres-database';

/** An empty store for one bench. */
export type Ground = {
  readonly name: 'sqlite' | 'postgres' | 'mongo';
  /** Where the product finds it. */
  readonly environment: Readonly<Record<string, string>>;
  /** `false`: another program speaks its protocol, and its times say nothing. */
  readonly isGenuine: boolean;
  /** Fills it while no product runs on it. */
  readonly seed: (dataDir: string, seeding: Seeding) => Promise<void>;
  readonly leave: () => Promise<void>;
};

export const onSqlite: Ground = {
  name: 'sqlite',
  environment: {},
  isGenuine: true,
  seed: seedIntoSqlite,
  leave: () => Promise.resolve(),
};

/** `null`: there is none on this machine. */
export const openPostgresGround = async (): Promise<Ground | null> => {
  const server = await startPostgres();
  if (server === null) return null;
  const roles = await makeRoles(server.url);
  process.env['TEST_POSTGRES'] = JSON.stringify(roles);
  const { url, adminUrl } = await makeDatabase();
  return {
    name: 'postgres',
    environment: { POSTGRES_URL: url },
    isGenuine: true,
    seed: (_, seeding) => seedIntoPostgres(adminUrl, seeding),
    leave: async () => {
      await dropRoles(roles);
      await server.stop();
    },
  };
};

/** `null`: there is none on this machine. */
export const openMongoGround = async (): Promise<Ground | null> => {
  const server = await startMongo();
  if (server === null) return null;
  const database = `wakil_bench_${process.pid}`;
  const uri = databaseUri(server.url, database);
  return {
    name: 'mongo',
    environment: { MONGODB_URI: uri },
    isGenuine: server.name !== 'secantusd',
    seed: (_, seeding) => seedIntoMongo(uri, seeding),
    leave: async () => {
      await dropDatabase(server.url, database);
      await server.stop();
    },
  };
};
