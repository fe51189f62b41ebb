import type { Kysely } from 'kysely';
import { StaleWrite } from '#domain/shared/stale-write';
import type { SqlValue } from './database.js';
import type { Schema } from './schema.js';
import type { TenantTx } from './tenant-tx.js';

type TenantVersioned =
  | 'members'
  | 'roles'
  | 'api_keys'
  | 'channels'
  | 'channel_sessions'
  | 'widget_settings'
  | 'widget_sessions'
  | 'documents'
  | 'leads'
  | 'invitations'
  | 'knowledge_documents'
  | 'assistants'
  | 'assistant_versions'
  | 'studio_runs'
  | 'suggestions';
type Versioned = TenantVersioned | 'users' | 'sessions' | 'kill_switches' | 'ai_settings';
type Columns = Readonly<Record<string, SqlValue>>;
type Key = Readonly<Record<string, string>>;

/** The tables differ in columns only, which come from mappers of their own types: one table stands for all. */
const as = (table: Versioned): 'users' => table as 'users';

/**
 * Version 0 inserts, any other compares and sets. The version in the row is one more than the one handed in.
 * @param key the columns that name the row, all of them.
 * @throws {StaleWrite} it was saved by somebody else since it was read, or exists already.
 */
export const saveVersionedRow = async (
  db: Pick<Kysely<Schema>, 'insertInto' | 'updateTable'>,
  table: Versioned,
  key: Key,
  columns: Columns,
  version: number,
): Promise<void> => {
  const changed =
    version === 0 ? await insert(db, table, key, columns) : await update(db, table, key, columns, version);
  if (changed !== 1n) throw new StaleWrite('it was saved by somebody else meanwhile', { version });
};

type Db = Parameters<typeof saveVersionedRow>[0];

const insert = async (db: Db, table: Versioned, key: Key, columns: Columns): Promise<bigint | undefined> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto(as(table))
    .values({ ...key, ...columns, version: 1 } as never)
    .onConflict((conflict) => conflict.columns(Object.keys(key) as ['id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows;
};

const update = async (db: Db, table: Versioned, key: Key, columns: Columns, version: number): Promise<bigint> => {
  let change = db
    .updateTable(as(table))
    .set({ ...columns, version: version + 1 } as never)
    .where('version', '=', version);
  for (const [column, value] of Object.entries(key)) change = change.where(column as 'id', '=', value);
  return (await change.executeTakeFirstOrThrow()).numUpdatedRows;
};

/**
 * The same in one tenant.
 * @param key the columns beside the tenant that name the row. @param customerId whose key, where the table is sealed for a customer.
 */
export const saveVersioned = async (
  tx: TenantTx,
  table: TenantVersioned,
  key: Key,
  columns: Columns,
  version: number,
  customerId?: string | null,
): Promise<void> => {
  const stored = await tx.sealed(table, { ...key, ...columns }, customerId);
  await saveVersionedRow(tx.db as unknown as Db, table, { tenant_id: tx.tenantId, ...key }, stored, version);
};
