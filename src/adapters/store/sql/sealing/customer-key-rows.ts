import type { CustomerKeyRows } from '#adapters/store/sealing/row-seals';
import type { WrappedKey } from '#adapters/store/sealing/tenant-keys';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';

const newest = tenantStatement<{ customerId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('customer_keys')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('customer_id', '=', arg('customerId'))
    .orderBy('id', 'desc')
    .limit(1),
);

const byId = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('customer_keys').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

type NewKey = { id: string; customer_id: string; tenant_version: number; wrapped: string; created_at: number };

const insert = tenantStatement<NewKey>()((db, arg, tenant) =>
  db.insertInto('customer_keys').values({
    tenant_id: tenant,
    id: arg('id'),
    customer_id: arg('customer_id'),
    tenant_version: arg('tenant_version'),
    wrapped: arg('wrapped'),
    created_at: arg('created_at'),
  }),
);

/** Customers who become one keep both keys, for what was sealed by each. */
export const giveKeys = tenantStatement<{ from: string; to: string }>()((db, arg, tenant) =>
  db
    .updateTable('customer_keys')
    .set({ customer_id: arg('to') })
    .where('tenant_id', '=', tenant)
    .where('customer_id', '=', arg('from')),
);

export const destroyKeys = tenantStatement<{ customerId: string }>()((db, arg, tenant) =>
  db.deleteFrom('customer_keys').where('tenant_id', '=', tenant).where('customer_id', '=', arg('customerId')),
);

class SqlCustomerKeyRows implements CustomerKeyRows {
  readonly #unit: () => TenantTx;
  constructor(unit: () => TenantTx) {
    this.#unit = unit;
  }

  newestOf(customerId: string): Promise<WrappedKey | undefined> {
    return this.#unit().first(newest, { customerId });
  }

  async byIds(ids: readonly string[]): Promise<readonly WrappedKey[]> {
    const [only] = ids;
    const tx = this.#unit();
    if (ids.length === 1 && only !== undefined) return tx.rows(byId, { id: only });
    const query = tx.db.selectFrom('customer_keys').selectAll().where('tenant_id', '=', tx.tenantId);
    return query.where('id', 'in', ids).execute();
  }

  async add(customerId: string, key: WrappedKey): Promise<void> {
    const tx = this.#unit();
    await tx.run(insert, { ...key, customer_id: customerId, created_at: tx.nowMs });
  }
}

/** @param unit answers the unit of work whose rows these are. Asked for by every unit, of which few need it. */
export const customerKeyRows = (unit: () => TenantTx): CustomerKeyRows => new SqlCustomerKeyRows(unit);
