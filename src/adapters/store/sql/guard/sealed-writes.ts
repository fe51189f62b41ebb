import type {
  ColumnNode,
  ColumnUpdateNode,
  InsertQueryNode,
  OnConflictNode,
  OperationNode,
  SelectQueryNode,
  TableNode,
  UpdateQueryNode,
} from 'kysely';
import { isSealed } from '#adapters/store/sealing/envelope';
import { isEmpty, sealedTables } from '#adapters/store/sealing/sealed-tables';

/** What a statement has to do with what is sealed. */
export type SealedUse = {
  /** The table whose sealed columns it writes or answers; `null`: none. */
  readonly table: string | null;
  /** What it writes into columns of that table. */
  readonly writes: readonly { readonly column: string; readonly value: unknown }[];
};

const noSealedUse: SealedUse = { table: null, writes: [] };

const tableOf = (node: OperationNode | undefined): string | null => {
  if (node === undefined) return null;
  if (node.kind === 'AliasNode') return tableOf((node as unknown as { node: OperationNode }).node);
  return node.kind === 'TableNode' ? (node as TableNode).table.identifier.name : null;
};

const sealed = (names: readonly (string | null)[]): string | null => {
  const found = names.filter((name) => name !== null && Object.hasOwn(sealedTables, name));
  if (found.length > 1) throw new TypeError(`two tables with sealed columns in one statement: ${found.join(', ')}`);
  return found[0] ?? null;
};

const valueIn = (item: unknown): unknown =>
  (item as { kind?: unknown } | null)?.kind === 'ValueNode' ? (item as { value: unknown }).value : item;

const inserted = ({ columns = [], values, onConflict }: InsertQueryNode): SealedUse['writes'] => {
  const lists = (values as unknown as { values?: { values: readonly unknown[] }[] } | undefined)?.values ?? [];
  const rows = lists.flatMap((list) =>
    list.values.map((value, index) => ({ column: columns[index]?.column.name ?? '', value: valueIn(value) })),
  );
  return [...rows, ...updated((onConflict as OnConflictNode | undefined)?.updates)];
};

const updated = (updates: readonly ColumnUpdateNode[] = []): SealedUse['writes'] =>
  updates.map(({ column, value }) => ({ column: (column as ColumnNode).column.name, value: valueIn(value) }));

const written = (into: OperationNode | undefined, writes: () => SealedUse['writes']): SealedUse => {
  const table = sealed([tableOf(into)]);
  return table === null ? noSealedUse : { table, writes: writes() };
};

const answered = ({ from, joins = [] }: SelectQueryNode): SealedUse => {
  const names = [...(from?.froms ?? []).map(tableOf), ...joins.map(({ table }) => tableOf(table))];
  return { table: sealed(names), writes: [] };
};

/** A sub-select answers no rows, so that only what stands at the root counts. */
export const sealedUseOf = (root: OperationNode): SealedUse => {
  if (root.kind === 'SelectQueryNode') return answered(root as SelectQueryNode);
  if (root.kind === 'InsertQueryNode') {
    const insert = root as InsertQueryNode;
    return written(insert.into, () => inserted(insert));
  }
  if (root.kind !== 'UpdateQueryNode') return noSealedUse;
  const { table, updates } = root as UpdateQueryNode;
  return written(table, () => updated(updates));
};

/** @throws {TypeError} a statement of the builder's writes into a sealed column what is not sealed. */
export const assertSealed = ({ table, writes }: SealedUse): void => {
  const columns = table === null ? {} : (sealedTables[table]?.columns ?? {});
  const open = writes.find(
    ({ column, value }) => Object.hasOwn(columns, column) && !isEmpty(value) && !isSealed(value),
  );
  if (open !== undefined) throw new TypeError(`${table}.${open.column} is sealed, and this would write it in the open`);
};
