import type { BinaryOperationNode, OperationNode, ReferenceNode, UpdateQueryNode } from 'kysely';
import { isEmpty, type SealedTable, sealedTables } from '#adapters/store/sealing/sealed-tables';
import { conjunctsOf } from './guard/predicates.js';
import { type SealedUse, sealedUseOf } from './guard/sealed-writes.js';

/** What a prepared statement writes that has to be sealed, and whose rows it answers. */
export type SealedStatement = {
  readonly table: string;
  /** Columns and the arguments they are filled from: what names the row, and what is sealed. Empty where it writes neither. */
  readonly filledBy: readonly (readonly [column: string, argument: string])[];
  /** The argument that says whose key; `null`: the caller does, or it is the tenant's. */
  readonly owner: string | null;
};

type NameOf = (value: unknown) => string | null;

const keysInWhere = (root: OperationNode, nameOf: NameOf): readonly (readonly [string, string])[] =>
  conjunctsOf((root as UpdateQueryNode).where?.where).flatMap((node) => {
    const { leftOperand, rightOperand } = node as BinaryOperationNode;
    if (node.kind !== 'BinaryOperationNode' || leftOperand.kind !== 'ReferenceNode') return [];
    const { column } = leftOperand as ReferenceNode;
    const name = nameOf((rightOperand as unknown as { value?: unknown }).value);
    return column.kind === 'ColumnNode' && name !== null ? [[column.column.name, name] as const] : [];
  });

/** @throws {TypeError} it would write a sealed column in the open, or without naming the row. */
const writesOf = (
  root: OperationNode,
  { table, writes }: SealedUse,
  spec: SealedTable,
  nameOf: NameOf,
): Pick<SealedStatement, 'filledBy' | 'owner'> => {
  const sealed = writes.filter(({ column, value }) => Object.hasOwn(spec.columns, column) && !isEmpty(value));
  if (sealed.length === 0) return { filledBy: [], owner: null };
  const named = new Map([
    ...keysInWhere(root, nameOf),
    ...writes.flatMap(({ column, value }) => {
      const name = nameOf(value);
      return name === null ? [] : [[column, name] as const];
    }),
  ]);
  const filledBy = [...spec.key, ...new Set(sealed.map(({ column }) => column))].map((column) => {
    const name = named.get(column);
    if (name === undefined) throw new TypeError(`${table}.${column} has to be filled by an argument: it is sealed`);
    return [column, name] as const;
  });
  const owner = spec.owner === 'id' || spec.owner === 'customer_id' ? named.get(spec.owner) : undefined;
  return { filledBy, owner: owner ?? null };
};

/** @param nameOf the name of the argument that stands in a place; `null`: it is none. @throws {TypeError} */
export const sealedStatementOf = (root: OperationNode, nameOf: NameOf): SealedStatement | null => {
  const use = sealedUseOf(root);
  const spec = use.table === null ? undefined : sealedTables[use.table];
  if (use.table === null || spec === undefined) return null;
  return { table: use.table, ...writesOf(root, use, spec, nameOf) };
};
