import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';

/** One store engine, as the contract suite sees it. An engine that needs a server says whether there is one. */
export type StoreEngine = {
  readonly name: string;
  readonly available: boolean;
  /** A store with nothing in it. `reopen` closes it and opens the same data again; `destroy` leaves nothing behind. */
  readonly open: (clock: Clock) => Promise<OpenStore>;
  /** Other processes may have it open: a start cannot know that who held a lease is dead. */
  readonly isShared?: true;
  /** For a server whose every answer takes its time. */
  readonly testTimeoutMs?: number;
};
export type OpenStore = {
  readonly store: Store;
  readonly reopen: () => Promise<OpenStore>;
  readonly destroy: () => Promise<void>;
};
