import type { Kysely } from 'kysely';
import { isSealed } from '#adapters/store/sealing/envelope';
import type { RowSeals } from '#adapters/store/sealing/row-seals';
import { type SealedTable, sealedTables } from '#adapters/store/sealing/sealed-tables';
import type { TenantKeys } from '#adapters/store/sealing/tenant-keys';
import { decodeJson } from '#adapters/store/sql/json-codec';
import { indexWords } from '#adapters/store/sql/messages/message-words';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { type MessageContent, readableText } from '#domain/conversation/message-content';
import { searchWords } from '#domain/shared/search-words';

type Row = Readonly<Record<string, string | null>>;
type Unit = { readonly tx: TenantTx; readonly seals: RowSeals; readonly keys: TenantKeys };

/** The tables differ in columns only, which come from `sealed-tables.ts`: one table stands for all. */
const as = (table: string): 'notes' => table as 'notes';
type AnyTable = Kysely<{ notes: Record<string, string | null> }>;
const dbOf = ({ sealedDb }: TenantTx): AnyTable => sealedDb as unknown as AnyTable;

const keyOf = ({ key }: SealedTable, row: Row): readonly string[] => key.map((part) => row[part] ?? '');

/** Rows behind a place, in the order of their key. */
const rowsBehind = (tx: TenantTx, table: string, spec: SealedTable, after: readonly string[], limit: number) => {
  const beside = { messages: ['created_at'] }[table] ?? [];
  const owner = spec.owner === null ? [] : [spec.owner];
  const columns = [...new Set([...spec.key, ...Object.keys(spec.columns), ...owner, ...beside])];
  let query = dbOf(tx).selectFrom(as(table)).select(columns).where('tenant_id', '=', tx.tenantId);
  const [first = '', second] = spec.key;
  const [at = '', then = ''] = after;
  if (after.length > 0 && second === undefined) query = query.where(first, '>', at);
  if (after.length > 0 && second !== undefined)
    query = query.where((row) => row.or([row(first, '>', at), row.and([row(first, '=', at), row(second, '>', then)])]));
  for (const part of spec.key) query = query.orderBy(part);
  return query.limit(limit).execute() as Promise<readonly Row[]>;
};

/** Whose key each row is sealed with, by the column that tells. */
const ownersOf = async (
  tx: TenantTx,
  spec: SealedTable,
  rows: readonly Row[],
): Promise<(row: Row) => string | null> => {
  if (spec.owner !== 'conversation_id') return (row) => (spec.owner === null ? null : (row[spec.owner] ?? null));
  const ids = [...new Set(rows.flatMap((row) => row['conversation_id'] ?? []))];
  if (ids.length === 0) return () => null;
  const conversations = await tx.sealedDb
    .selectFrom('conversations')
    .select(['id', 'customer_id'])
    .where('tenant_id', '=', tx.tenantId)
    .where('id', 'in', ids)
    .execute();
  const customers = new Map(conversations.map(({ id, customer_id }) => [id, customer_id]));
  return (row) => customers.get(row['conversation_id'] ?? '') ?? null;
};

const update = async (tx: TenantTx, table: string, spec: SealedTable, row: Row, changed: Row): Promise<void> => {
  let change = dbOf(tx).updateTable(as(table)).set(changed).where('tenant_id', '=', tx.tenantId);
  for (const part of spec.key) change = change.where(part, '=', row[part] ?? '');
  await change.execute();
};

/** The address goes into its own column, and its blind form takes its place in the key. */
const resealIdentity = async ({ tx, seals, keys }: Unit, row: Row): Promise<void> => {
  const { scheme, value, customer_id } = row;
  if (row['address'] !== null || scheme === null || value === null || scheme === undefined || value === undefined)
    return;
  const blind = { scheme, value: keys.blindAddress(scheme, value), address: value };
  const { address } = await seals.seal('customer_identities', blind, customer_id ?? null);
  const spec = sealedTables['customer_identities'];
  if (spec !== undefined) await update(tx, 'customer_identities', spec, row, { value: blind.value, address });
};

/** Words of what was stored in the open stand in the index as they are. */
const reindex = async (tx: TenantTx, row: Row): Promise<void> => {
  const { id = '', content } = row;
  if (content === null || content === undefined || isSealed(content)) return;
  const opened = decodeJson<MessageContent>(content);
  const words = searchWords(readableText(opened));
  if (words.length === 0) return;
  const { numDeletedRows } = await tx.sealedDb
    .deleteFrom('message_words')
    .where('tenant_id', '=', tx.tenantId)
    .where('word', 'in', words)
    .where('created_at', '=', Number(row['created_at']))
    .where('message_id', '=', id)
    .executeTakeFirstOrThrow();
  if (numDeletedRows > 0n) await indexWords(tx, String(id), opened, Number(row['created_at']));
};

/** @returns the key of the last row it looked at; `null`: there are no more. */
export const resealRows = async (
  unit: Unit,
  table: string,
  after: readonly string[],
  limit: number,
): Promise<{ readonly last: readonly string[] | null; readonly rows: number }> => {
  const spec = sealedTables[table];
  if (spec === undefined) return { last: null, rows: 0 };
  const rows = await rowsBehind(unit.tx, table, spec, after, limit);
  const ownerOf = await ownersOf(unit.tx, spec, rows);
  for (const row of rows) {
    const changed = await unit.seals.resealed(table, row, ownerOf(row));
    if (Object.keys(changed).length > 0) await update(unit.tx, table, spec, row, changed);
    if (table === 'messages') await reindex(unit.tx, row);
    if (table === 'customer_identities') await resealIdentity(unit, row);
  }
  const last = rows.at(-1);
  return { last: last === undefined || rows.length < limit ? null : keyOf(spec, last), rows: rows.length };
};
