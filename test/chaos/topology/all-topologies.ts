import { embedded } from '#test/chaos/topology/embedded';
import { redisMongo } from '#test/chaos/topology/redis-mongo';
import { redisPostgres } from '#test/chaos/topology/redis-postgres';
import type { Topology } from '#test/chaos/topology/topology';

/** A new engine is one more row. */
export const allTopologies: readonly Topology[] = [embedded, redisPostgres, redisMongo];
