import type { RedisServer } from '#test/services/redis';

export type TopologyName = 'embedded' | 'redis-postgres' | 'redis-mongo';

/** A database server that can be taken away from everybody at once, and given back with what it holds. */
export type Outage = { readonly begin: () => Promise<void>; readonly end: () => Promise<void> };

/** What the processes of one scenario share. */
export type Ground = {
  /** Where the product finds it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly redis: RedisServer | null;
  /** `null`: the data is in a file of theirs. */
  readonly database: Outage | null;
  readonly leave: () => Promise<void>;
};

/** Processes of the built product, and what they stand on. */
export type Topology = {
  readonly name: TopologyName;
  /** The roles of each process. */
  readonly processes: readonly string[];
  /** Why it cannot be run here; `null`: it can. */
  readonly missing: () => string | null;
  /** Empty, and nobody else's. */
  readonly ground: () => Promise<Ground>;
  /** Its server is a substitute, which takes a provider's report seconds late under load. */
  readonly isSlow?: true;
  /** Ends what it started for the run. */
  readonly close: () => Promise<void>;
};

/** Whether a second process may be killed, and the house goes on. */
export const isShared = ({ processes }: Topology): boolean => processes.length > 1;

/** Two of each. */
export const twoOfEach: readonly string[] = ['api', 'api', 'worker', 'worker', 'whatsapp', 'whatsapp'];
