import { oneOf } from '#adapters/store/mongo/filter';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import type { CustomerKeyRows } from '#adapters/store/sealing/row-seals';

/** @param unit answers the unit of work whose rows these are. */
export const customerKeyRows = (unit: () => TenantTx): CustomerKeyRows => ({
  newestOf: (customerId) => unit().first('customer_keys', { filter: { customer_id: customerId }, sort: { id: -1 } }),
  byIds: (ids) => unit().rows('customer_keys', { filter: { id: oneOf<string>(ids) } }),
  add: async (customerId, key) => {
    const tx = unit();
    tx.add('customer_keys', { ...key, customer_id: customerId, created_at: tx.nowMs });
  },
});

const keysOf = (tx: TenantTx, customerId: string) => tx.rows('customer_keys', { filter: { customer_id: customerId } });

/** Customers who become one keep both keys, for what was sealed by each. */
export const giveKeys = async (tx: TenantTx, from: string, to: string): Promise<void> => {
  for (const row of await keysOf(tx, from)) tx.change('customer_keys', row, { customer_id: to });
};

export const destroyKeys = async (tx: TenantTx, customerId: string): Promise<void> => {
  for (const row of await keysOf(tx, customerId)) tx.drop('customer_keys', row);
};
