import { KeyRing, type MasterKeys } from '#adapters/store/sealing/key-ring';
import type { Unreadable } from '#adapters/store/sealing/row-seals';
import type { SqlDatabase } from '#adapters/store/sql/database';
import { PlatformDatabase } from '#adapters/store/sql/platform/platform-database';
import type { Sealing } from '#adapters/store/sql/tenant-database';
import type { Clock } from '#application/ports/clock';
import { KeysMissing, type MasterKey, WrongMasterKey } from '#application/ports/master-key';
import type { Sha256 } from '#domain/compliance/audit-entry';
import { customerKeyRows } from './customer-key-rows.js';
import { SqlSecretRows } from './secret-rows.js';

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

const mastersOf = (used: readonly string[], { existing, create }: SealingOptions['masterKeys']): MasterKeys => {
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

/** @throws {KeysMissing} a first key would be made in the place of the one that is missing, and hide that it is. */
const assertNoneMissing = async (platform: PlatformDatabase): Promise<void> => {
  const without = await platform.read((tx) =>
    tx.db
      .selectFrom('sealing_places')
      .leftJoin('tenant_keys', 'tenant_keys.tenant_id', 'sealing_places.tenant_id')
      .select('sealing_places.tenant_id')
      .where('tenant_keys.tenant_id', 'is', null)
      .limit(1)
      .executeTakeFirst(),
  );
  if (without !== undefined)
    throw new KeysMissing(
      'the keys of tenants are not in this store: it was restored without them; nothing was changed',
      {
        tenantId: without.tenant_id,
      },
    );
};

/** @throws {WrongMasterKey} @throws {KeysMissing} before anything is written. */
export const openSealing = async (
  database: SqlDatabase,
  surroundings: { readonly clock: Clock; readonly sha256: Sha256 },
  { masterKeys, unreadable }: SealingOptions,
): Promise<Sealing> => {
  const platform = new PlatformDatabase(database, { ...surroundings, sealing: null });
  const used = await platform.read((tx) => tx.db.selectFrom('tenant_keys').select('master').distinct().execute());
  await assertNoneMissing(platform);
  const masters = mastersOf(
    used.map(({ master }) => master),
    masterKeys,
  );
  const ring = new KeyRing(masters, new SqlSecretRows(platform), surroundings.clock);
  return { ring, rowsOf: customerKeyRows, unreadable };
};
