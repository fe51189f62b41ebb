import { type Ground, type Topology, twoOfEach } from '#test/chaos/topology/topology';
import { type PostgresServer, startPostgresServer } from '#test/services/postgres';
import { makeRoles } from '#test/services/postgres-roles';
import { programFile } from '#test/services/programs';
import { redisIsMissing, startRedis } from '#test/services/redis';
import { makeDatabase } from '#test/support/postgres-database';

let server: PostgresServer | null = null;

/** One server for the run; each scenario has a database of its own, and the roles that a deployment has. */
const postgres = async (): Promise<PostgresServer> => {
  if (server !== null) return server;
  server = await startPostgresServer();
  if (server === null) throw new Error('there is no PostgreSQL on this machine');
  process.env['TEST_POSTGRES'] = JSON.stringify(await makeRoles(server.url));
  return server;
};

const ground = async (): Promise<Ground> => {
  const { crash, restart } = await postgres();
  const [database, redis] = await Promise.all([makeDatabase(), startRedis()]);
  return {
    // As it is deployed: the role that serves brings no schema up to date.
    environment: { POSTGRES_URL: database.url, REDIS_URL: redis.url },
    redis,
    database: { begin: crash, end: restart },
    leave: async () => {
      await redis.stop();
      await database.drop();
    },
  };
};

export const redisPostgres: Topology = {
  name: 'redis-postgres',
  processes: twoOfEach,
  missing: () => {
    if (redisIsMissing) return 'redis-server is not installed';
    return programFile('postgres') === null && process.env['CI'] !== 'true' ? 'PostgreSQL is not installed' : null;
  },
  ground,
  close: async () => {
    await server?.stop();
    server = null;
  },
};
