import type { Ids } from '#application/ports/ids';
import type { Config } from '#infrastructure/config/config';

/** Whether other processes use the same store, and by what name they know this one. */
export type Sharing = {
  /** In the leases of numbers; new with each start. */
  readonly name: string;
  /** The embedded store is one process's: there nothing has to be written down for others. */
  readonly isShared: boolean;
};

export const sharingOf = (ids: Ids, { postgres, mongoUri }: Pick<Config, 'postgres' | 'mongoUri'>): Sharing => ({
  name: ids.session(),
  isShared: postgres !== null || mongoUri !== null,
});
