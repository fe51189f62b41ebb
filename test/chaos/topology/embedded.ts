import type { Topology } from '#test/chaos/topology/topology';

/** What a newcomer gets: one process, one file, no server. */
export const embedded: Topology = {
  name: 'embedded',
  processes: ['api,worker,whatsapp'],
  missing: () => null,
  ground: () => Promise.resolve({ environment: {}, redis: null, database: null, leave: () => Promise.resolve() }),
  close: () => Promise.resolve(),
};
