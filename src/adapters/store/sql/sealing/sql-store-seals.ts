import { nextPlaceOf, type Place, settledMs } from '#adapters/store/sealing/sealing-places';
import { type PlatformDatabase, platformLog } from '#adapters/store/sql/platform/platform-database';
import type { Sealing, TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { StoreSeals } from '#application/ports/store-seals';
import { TenantId } from '#domain/shared/ids';
import { resealRows } from './reseal-rows.js';

type Dependencies = {
  readonly platform: PlatformDatabase;
  readonly of: (tenantId: TenantId) => TenantDatabase;
  readonly sealing: Sealing | null;
};

type Keys = NonNullable<NonNullable<TenantTx['seals']>['tenantKeys']>;

const placesOf = (tx: TenantTx) =>
  tx.sealedDb.selectFrom('sealing_places').selectAll().where('tenant_id', '=', tx.tenantId).execute();

const nextPlace = async (tx: TenantTx, version: number): Promise<Place | null> =>
  nextPlaceOf(await placesOf(tx), version);

const keepPlace = async (
  tx: TenantTx,
  table: string,
  last: readonly string[] | null,
  version: number,
): Promise<void> => {
  const place = { after: JSON.stringify(last ?? []), tenant_version: version, is_done: last === null ? 1 : 0 };
  await tx.sealedDb
    .insertInto('sealing_places')
    .values({ tenant_id: tx.tenantId, table_name: table, ...place })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'table_name']).doUpdateSet(place))
    .execute();
};

/** Keys of customers, wrapped by an older key of the tenant's. @returns how many. */
const rewrapCustomers = async (tx: TenantTx, keys: Keys, limit: number): Promise<number> => {
  const older = await tx.sealedDb
    .selectFrom('customer_keys')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('tenant_version', '<', keys.version)
    .limit(limit)
    .execute();
  for (const row of older) {
    const { tenant_version, wrapped } = keys.wrap(keys.unwrap(row));
    await tx.sealedDb
      .updateTable('customer_keys')
      .set({ tenant_version, wrapped })
      .where('tenant_id', '=', tx.tenantId)
      .where('id', '=', row.id)
      .execute();
  }
  return older.length;
};

/** What seals now has been in use everywhere for long enough. A first key has nothing before it. */
const isSettled = async (tx: TenantTx, { version }: Keys): Promise<boolean> => {
  if (version === 1) return true;
  const newest = await tx.sealedDb
    .selectFrom('tenant_keys')
    .select('created_at')
    .where('tenant_id', '=', tx.tenantId)
    .where('version', '=', version)
    .executeTakeFirst();
  return newest !== undefined && newest.created_at + settledMs <= tx.nowMs;
};

/** Nothing is under them any more. */
const dropOlder = async (tx: TenantTx): Promise<void> => {
  const keys = tx.seals?.tenantKeys ?? null;
  if (keys === null || !(await isSettled(tx, keys)) || (await nextPlace(tx, keys.version)) !== null) return;
  await tx.sealedDb
    .deleteFrom('tenant_keys')
    .where('tenant_id', '=', tx.tenantId)
    .where('version', '<', keys.version)
    .execute();
};

const isDone = async (tx: TenantTx): Promise<boolean> => {
  const keys = tx.seals?.tenantKeys ?? null;
  if (keys === null || (await nextPlace(tx, keys.version)) !== null) return false;
  const versions = await tx.sealedDb
    .selectFrom('tenant_keys')
    .select('version')
    .where('tenant_id', '=', tx.tenantId)
    .execute();
  return versions.length === 1;
};

const sealInUnit = async (tx: TenantTx, limit: number): Promise<number | null> => {
  const { seals } = tx;
  const keys = seals?.tenantKeys ?? null;
  if (seals === null || keys === null || !(await isSettled(tx, keys))) return null;
  const place = await nextPlace(tx, keys.version);
  if (place !== null) {
    const { last, rows } = await resealRows({ tx, seals, keys }, place.table, place.after, limit);
    await keepPlace(tx, place.table, last, keys.version);
    return rows;
  }
  const rewrapped = await rewrapCustomers(tx, keys, limit);
  if (rewrapped > 0) return rewrapped;
  return null;
};

export class SqlStoreSeals implements StoreSeals {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async tenants(): Promise<readonly TenantId[]> {
    if (this.#deps.sealing === null) return [];
    const rows = await this.#deps.platform.read((tx) =>
      tx.db.selectFrom('tenants').select('id').where('status', '<>', 'destroyed').orderBy('id').execute(),
    );
    return [platformLog, ...rows.map(({ id }) => TenantId(id))];
  }

  async sealSome(tenantId: TenantId, limit: number): Promise<number | null> {
    const { sealing, of } = this.#deps;
    if (sealing === null) return null;
    await sealing.ring.rewrapTenant(tenantId);
    const database = of(tenantId);
    // Mostly there is nothing to do, and a read costs no wait for the disk.
    if (await database.read(isDone)) return null;
    const rows = await database.write((tx) => sealInUnit(tx, limit));
    if (rows === null && !(await this.#hasMail(tenantId))) await database.write(dropOlder);
    return rows;
  }

  /** One that waits may be under an older key. */
  async #hasMail(tenantId: TenantId): Promise<boolean> {
    const waiting = await this.#deps.platform.read((tx) =>
      tx.db
        .selectFrom('mails')
        .select('id')
        .where('tenant_id', tenantId === platformLog ? 'is' : '=', tenantId === platformLog ? null : tenantId)
        .where('due_at', 'is not', null)
        .limit(1)
        .execute(),
    );
    return waiting.length > 0;
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
