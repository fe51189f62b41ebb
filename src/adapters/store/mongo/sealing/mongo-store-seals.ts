import { above, below, not } from '#adapters/store/mongo/filter';
import type { PlatformReader } from '#adapters/store/mongo/platform/platform-reader';
import { platformScope, type Sealing, type TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { nextPlaceOf, type Place, settledMs } from '#adapters/store/sealing/sealing-places';
import type { TenantKeys } from '#adapters/store/sealing/tenant-keys';
import type { StoreSeals } from '#application/ports/store-seals';
import { TenantId } from '#domain/shared/ids';
import { resealRows } from './reseal-rows.js';

type Dependencies = {
  readonly reader: PlatformReader;
  readonly of: (tenantId: TenantId) => TenantDatabase;
  readonly sealing: Sealing | null;
};

const keysOf = (tx: TenantTx): TenantKeys | null => tx.seals?.tenantKeys ?? null;

const nextPlace = async (tx: TenantTx, version: number): Promise<Place | null> =>
  nextPlaceOf(await tx.rows('sealing_places', {}), version);

const keepPlace = async (
  tx: TenantTx,
  table_name: string,
  last: readonly string[] | null,
  version: number,
): Promise<void> => {
  const place = { after: JSON.stringify(last ?? []), tenant_version: version, is_done: last === null ? 1 : 0 };
  const known = await tx.get('sealing_places', table_name);
  if (known === undefined) tx.add('sealing_places', { table_name, ...place });
  else tx.change('sealing_places', known, place);
};

/** Keys of customers, wrapped by an older key of the tenant's. @returns how many. */
const rewrapCustomers = async (tx: TenantTx, keys: TenantKeys, limit: number): Promise<number> => {
  const older = await tx.rows('customer_keys', { filter: { tenant_version: below(keys.version) }, limit });
  for (const row of older) {
    const { tenant_version, wrapped } = keys.wrap(keys.unwrap(row));
    tx.change('customer_keys', row, { tenant_version, wrapped });
  }
  return older.length;
};

/** What seals now has been in use everywhere for long enough. A first key has nothing before it. */
const isSettled = async (tx: TenantTx, { version }: TenantKeys): Promise<boolean> => {
  if (version === 1) return true;
  const newest = await tx.get('tenant_keys', version);
  return newest !== undefined && newest.created_at + settledMs <= tx.nowMs;
};

/** Nothing is under them any more. */
const dropOlder = async (tx: TenantTx): Promise<void> => {
  const keys = keysOf(tx);
  if (keys === null || !(await isSettled(tx, keys)) || (await nextPlace(tx, keys.version)) !== null) return;
  for (const row of await tx.rows('tenant_keys', { filter: { version: below(keys.version) } }))
    tx.drop('tenant_keys', row);
};

const isDone = async (tx: TenantTx): Promise<boolean> => {
  const keys = keysOf(tx);
  if (keys === null || (await nextPlace(tx, keys.version)) !== null) return false;
  return (await tx.rows('tenant_keys', { only: ['version'] })).length === 1;
};

const sealInUnit = async (tx: TenantTx, limit: number): Promise<number | null> => {
  const { seals } = tx;
  const keys = keysOf(tx);
  if (seals === null || keys === null || !(await isSettled(tx, keys))) return null;
  const place = await nextPlace(tx, keys.version);
  if (place !== null) {
    const { last, rows } = await resealRows({ tx, seals, keys }, place.table, place.after, limit);
    await keepPlace(tx, place.table, last, keys.version);
    return rows;
  }
  const rewrapped = await rewrapCustomers(tx, keys, limit);
  return rewrapped > 0 ? rewrapped : null;
};

/** The upkeep of what is sealed: in batches, a unit each. */
export class MongoStoreSeals implements StoreSeals {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async tenants(): Promise<readonly TenantId[]> {
    const { sealing, reader } = this.#deps;
    if (sealing === null) return [];
    const find = { filter: { status: not('destroyed') }, sort: { id: 1 }, only: ['id'] } as const;
    return [platformScope, ...(await reader.rows('tenants', find)).map(({ id }) => TenantId(id))];
  }

  async sealSome(tenantId: TenantId, limit: number): Promise<number | null> {
    const { sealing, of } = this.#deps;
    if (sealing === null) return null;
    await sealing.ring.rewrapTenant(tenantId);
    const database = of(tenantId);
    // Mostly there is nothing to do, and a read takes no right to write.
    if (await database.read(isDone)) return null;
    const rows = await database.write((tx) => sealInUnit(tx, limit));
    if (rows === null && !(await this.#hasMail(tenantId))) await database.write(dropOlder);
    return rows;
  }

  /** One that waits may be under an older key. */
  async #hasMail(tenantId: TenantId): Promise<boolean> {
    const owner = tenantId === platformScope ? null : tenantId;
    const filter = { tenant_id: owner, due_at: above<number | null>(0) };
    return (await this.#deps.reader.firstOwn('mails', { filter, only: ['id'] })) !== undefined;
  }

  async wrapAnew(): Promise<number> {
    let wrapped = 0;
    for (const tenantId of await this.tenants())
      wrapped += (await this.#deps.sealing?.ring.rewrapTenant(tenantId)) ?? 0;
    return wrapped;
  }

  async rotateTenants(): Promise<number> {
    const tenants = await this.tenants();
    for (const tenantId of tenants) await this.#deps.sealing?.ring.rotateTenant(tenantId);
    return tenants.length;
  }
}
