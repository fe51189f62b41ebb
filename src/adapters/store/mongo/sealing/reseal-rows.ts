import { above, oneOf } from '#adapters/store/mongo/filter';
import { indexedWords } from '#adapters/store/mongo/messages/search-terms';
import type { Stored, TenantCollection, TenantRows } from '#adapters/store/mongo/rows';
import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import type { RowSeals } from '#adapters/store/sealing/row-seals';
import { sealedTables } from '#adapters/store/sealing/sealed-tables';
import type { TenantKeys } from '#adapters/store/sealing/tenant-keys';

export type Unit = { readonly tx: TenantTx; readonly seals: RowSeals; readonly keys: TenantKeys };
type Any = Stored<Readonly<Record<string, unknown>>>;
/** The collections differ in fields only, which come from `sealed-tables.ts`: one stands for all. */
const as = (name: string): 'notes' => name as 'notes';

/** Whose key each row is sealed with, by the field that tells. */
const ownersOf = async (tx: TenantTx, name: string, rows: readonly Any[]): Promise<(row: Any) => string | null> => {
  const by = sealedTables[name]?.owner ?? null;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  if (by !== 'conversation_id') return (row) => (by === null ? null : text(row[by]));
  const ids = [...new Set(rows.flatMap((row) => text(row[by]) ?? []))];
  const found = ids.length === 0 ? [] : await tx.rows('conversations', { filter: { id: oneOf<string>(ids) } });
  const customers = new Map(found.map(({ id, customer_id }) => [id, customer_id]));
  return (row) => customers.get(text(row[by]) ?? '') ?? null;
};

/** The address goes into its own field, and its blind form takes its place in the document's name. */
const renameIdentity = ({ tx, keys }: Unit, row: Row<'customer_identities'>): boolean => {
  if (row.address !== null) return false;
  const { _id, rev, tenant_id, ...identity } = row;
  const { scheme, value } = identity;
  tx.drop('customer_identities', row);
  tx.add('customer_identities', { ...identity, value: keys.blindAddress(scheme, value), address: value });
  return true;
};

/** Words of what was stored in the open stand in the index as they are. */
const blindWords = async ({ tx }: Unit, row: Row<'messages'>): Promise<void> => {
  const plain = row.words.filter((word) => !isBlind(word));
  if (plain.length === 0) return;
  tx.change('messages', row, { words: [...row.words.filter(isBlind), ...(await indexedWords(tx, plain))] });
};
const isBlind = (word: string): boolean => word.startsWith('.');

const resealRow = async (unit: Unit, name: TenantCollection, row: Any, stored: Any, owner: string | null) => {
  if (name === 'customer_identities' && renameIdentity(unit, row as unknown as Row<'customer_identities'>)) return;
  const changed = await unit.seals.resealed(name, stored, owner);
  if (Object.keys(changed).length > 0) unit.tx.reseal(as(name), row as unknown as Row<'notes'>, changed);
  if (name === 'messages') await blindWords(unit, row as unknown as Row<'messages'>);
};

/** Rows behind a place, in the order of their names. @returns the name of the last; `null`: there are no more. */
export const resealRows = async (
  unit: Unit,
  name: string,
  [after = '']: readonly string[],
  limit: number,
): Promise<{ readonly last: readonly string[] | null; readonly rows: number }> => {
  const { tx } = unit;
  const stored = await tx.stored(as(name), { filter: { _id: above(after) }, sort: { _id: 1 }, limit });
  // They are opened in place.
  const asStored = new Map(stored.map((row) => [row._id, { ...row } as unknown as Any]));
  const ownerOf = await ownersOf(tx, name, [...asStored.values()]);
  for (const row of await tx.opened(as(name), stored)) {
    const before = asStored.get(row._id);
    if (before !== undefined)
      await resealRow(unit, name as keyof TenantRows, row as unknown as Any, before, ownerOf(before));
  }
  const last = stored.at(-1);
  return { last: last === undefined || stored.length < limit ? null : [last._id], rows: stored.length };
};
