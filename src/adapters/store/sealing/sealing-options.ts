import { KeysMissing, type MasterKey, WrongMasterKey } from '#application/ports/master-key';
import type { MasterKeys } from './key-ring.js';
import type { Unreadable } from './row-seals.js';

/** What seals a store's rows. */
export type SealingOptions = {
  readonly masterKeys: {
    /** The first wraps, all unwrap; empty: there is none. */
    existing(): readonly MasterKey[];
    /** Called for a store without any key only: a new one would hide that the right one is missing. */
    create(): MasterKey;
  };
  readonly unreadable: (what: Unreadable) => void;
};

const isMasters = (keys: readonly MasterKey[]): keys is MasterKeys => keys.length > 0;

/** @param used names of those that wrapped what is stored. @throws {WrongMasterKey} */
export const mastersOf = (used: readonly string[], { existing, create }: SealingOptions['masterKeys']): MasterKeys => {
  const masters = existing();
  const missing = used.filter((id) => !masters.some((master) => master.id === id));
  if (missing.length > 0)
    throw new WrongMasterKey(
      isMasters(masters)
        ? 'the master key is another one than this store was sealed with; nothing was changed'
        : 'the master key is missing, and this store was sealed with one; nothing was changed',
      {},
    );
  return isMasters(masters) ? masters : [create()];
};

/** A first key would be made in the place of the one that is missing, and hide that it is. */
export const keysMissing = (tenantId: string): KeysMissing =>
  new KeysMissing('the keys of tenants are not in this store: it was restored without them; nothing was changed', {
    tenantId,
  });
