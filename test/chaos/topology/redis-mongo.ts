import { type Ground, type Topology, twoOfEach } from '#test/chaos/topology/topology';
import { type MongoServer, mongoIsMissing, startOwnMongo } from '#test/services/mongo';
import { redisIsMissing, startRedis } from '#test/services/redis';
import { databaseUri, dropDatabase } from '#test/support/mongo-stores';

let server: MongoServer | null = null;
let grounds = 0;

/** One server for the run; each scenario has a database of its own. */
const mongo = async (): Promise<MongoServer> => {
  server ??= await startOwnMongo();
  if (server === null) throw new Error('there is no MongoDB on this machine');
  return server;
};

const ground = async (): Promise<Ground> => {
  const [{ url, crash, restart }, redis] = await Promise.all([mongo(), startRedis()]);
  grounds += 1;
  const name = `wakil_chaos_${process.pid}_${grounds}`;
  return {
    environment: { MONGODB_URI: databaseUri(url, name), REDIS_URL: redis.url },
    redis,
    database: { begin: crash, end: restart },
    leave: async () => {
      await redis.stop();
      await dropDatabase(url, name);
    },
  };
};

export const redisMongo: Topology = {
  name: 'redis-mongo',
  isSlow: true,
  processes: twoOfEach,
  missing: () => {
    if (redisIsMissing) return 'redis-server is not installed';
    return mongoIsMissing() ? 'no MongoDB here (test/services/install-mongo.sh puts one there)' : null;
  },
  ground,
  close: async () => {
    await server?.stop();
    server = null;
  },
};
