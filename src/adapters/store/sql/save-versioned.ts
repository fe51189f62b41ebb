import { StaleWrite } from '#domain/shared/stale-write';
import type { SqlValue } from './database.js';
import type { TenantTx } from './tenant-database.js';

type VersionedTable = 'members' | 'roles' | 'api_keys' | 'channels';
type Columns = Readonly<Record<string, SqlValue>>;

/**
 * Version 0 inserts, any other compares and sets. The version in the row is one more than the one handed in.
 * @param key the columns beside the tenant that name the row.
 * @throws {StaleWrite} it was saved by somebody else since it was read, or exists already.
 */
export const saveVersioned = async (
  tx: TenantTx,
  table: VersionedTable,
  key: Readonly<Record<string, string>>,
  columns: Columns,
  version: number,
): Promise<void> => {
  const saved = version === 0 ? await insert(tx, table, key, columns) : await update(tx, table, key, columns, version);
  if (!saved) throw new StaleWrite('it was saved by somebody else meanwhile', { table, version });
};

/** The tables differ in columns only, which come from mappers of their own types: one table stands for all. */
const as = (table: VersionedTable): 'roles' => table as 'roles';

const insert = async (tx: TenantTx, table: VersionedTable, key: Columns, columns: Columns): Promise<boolean> => {
  const values = { ...key, ...columns, tenant_id: tx.tenantId, version: 1 };
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto(as(table))
    .values(values as never)
    .onConflict((conflict) => conflict.columns(['tenant_id', ...(Object.keys(key) as ['id'])]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
};

const update = async (
  tx: TenantTx,
  table: VersionedTable,
  key: Readonly<Record<string, string>>,
  columns: Columns,
  version: number,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx.db
    .updateTable(as(table))
    .set({ ...columns, version: version + 1 } as never)
    .where('tenant_id', '=', tx.tenantId)
    .where((row) => row.and(key as { id: string }))
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};
