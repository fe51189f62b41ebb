import { type Topology, twoOfEach } from '#test/chaos/topology/topology';

/** Named so that it is visibly not run. */
export const redisMongo: Topology = {
  name: 'redis-mongo',
  processes: twoOfEach,
  missing: () => 'no MongoDB store here',
  ground: () => Promise.reject(new Error('there is no MongoDB store here')),
  close: () => Promise.resolve(),
};
