import { KeyRing } from '#adapters/store/sealing/key-ring';
import { keysMissing, mastersOf, type SealingOptions } from '#adapters/store/sealing/sealing-options';
import type { SqlDatabase } from '#adapters/store/sql/database';
import { PlatformDatabase } from '#adapters/store/sql/platform/platform-database';
import type { Sealing } from '#adapters/store/sql/tenant-database';
import type { Clock } from '#application/ports/clock';
import type { Sha256 } from '#domain/compliance/audit-entry';
import { customerKeyRows } from './customer-key-rows.js';
import { SqlSecretRows } from './secret-rows.js';

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
  if (without !== undefined) throw keysMissing(without.tenant_id);
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
