import { StaleWrite } from '#domain/shared/stale-write';
import type { PlatformTx } from './platform-database.js';

type PlatformTable = 'users' | 'sessions' | 'kill_switches';
type Columns = Readonly<Record<string, string | number | null>>;

/** The tables differ in columns only, which come from mappers of their own types: one table stands for all. */
const as = (table: PlatformTable): 'users' => table as 'users';

/**
 * Version 0 inserts, any other compares and sets, as `saveVersioned` does in a tenant.
 * @throws {StaleWrite}
 */
export const savePlatformRow = async (
  tx: PlatformTx,
  table: PlatformTable,
  key: Readonly<Record<string, string>>,
  columns: Columns,
  version: number,
): Promise<void> => {
  const saved = version === 0 ? await insert(tx, table, key, columns) : await update(tx, table, key, columns, version);
  if (!saved) throw new StaleWrite('it was saved by somebody else meanwhile', { table, version });
};

const insert = async (tx: PlatformTx, table: PlatformTable, key: Columns, columns: Columns): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto(as(table))
    .values({ ...key, ...columns, version: 1 } as never)
    .onConflict((conflict) => conflict.columns(Object.keys(key) as ['id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
};

const update = async (
  tx: PlatformTx,
  table: PlatformTable,
  key: Readonly<Record<string, string>>,
  columns: Columns,
  version: number,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx.db
    .updateTable(as(table))
    .set({ ...columns, version: version + 1 } as never)
    .where((row) => row.and(key as { id: string }))
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};
