import { PlatformReader } from '#adapters/store/mongo/platform/platform-reader';
import { type Sealing, type Surroundings, TenantDatabase } from '#adapters/store/mongo/tenant-database';
import { finish } from '#adapters/store/mongo/unit/writer-lock';
import { KeyRing } from '#adapters/store/sealing/key-ring';
import { keysMissing, mastersOf, type SealingOptions } from '#adapters/store/sealing/sealing-options';
import { customerKeyRows } from './customer-key-rows.js';
import { MongoSecretRows } from './mongo-secret-rows.js';

type Parts = Omit<Surroundings, 'sealing'>;
type KeyRow = { readonly tenant_id: string; readonly master: string };

const keyRows = (reader: PlatformReader): Promise<readonly KeyRow[]> =>
  reader.rows('tenant_keys', { filter: {}, only: ['tenant_id', 'master'] });

/** @throws {KeysMissing} */
const assertNoneMissing = async ({ models }: Parts, reader: PlatformReader, keys: readonly KeyRow[]): Promise<void> => {
  const having = new Set(keys.map(({ tenant_id }) => tenant_id));
  const places = await reader.rows('sealing_places', { filter: {}, only: ['tenant_id'] });
  for (const tenantId of new Set(places.map(({ tenant_id }) => tenant_id).filter((id) => !having.has(id)))) {
    // Half of a first key may be there yet, of a process that died over it.
    await finish(models, tenantId);
    const now = await reader.rows('tenant_keys', { filter: { tenant_id: tenantId }, only: ['tenant_id'] });
    if (now.length === 0) throw keysMissing(tenantId);
  }
};

/** @throws {WrongMasterKey} @throws {KeysMissing} before anything of a tenant's is written. */
export const openSealing = async (parts: Parts, { masterKeys, unreadable }: SealingOptions): Promise<Sealing> => {
  const reader = new PlatformReader(parts.models, parts.clock);
  const keys = await keyRows(reader);
  await assertNoneMissing(parts, reader, keys);
  const masters = mastersOf([...new Set(keys.map(({ master }) => master))], masterKeys);
  const rows = new MongoSecretRows((tenantId) => new TenantDatabase(tenantId, { ...parts, sealing: null }));
  return { ring: new KeyRing(masters, rows, parts.clock), rowsOf: customerKeyRows, unreadable };
};
