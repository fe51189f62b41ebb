import type { AndNode, BinaryOperationNode, OperationNode, ParensNode, ReferenceNode } from 'kysely';
import { tenantColumns } from '#adapters/store/sql/tenant-tables';
import type { Source } from './sources.js';

/** The conditions that hold whenever the whole holds: nothing inside an OR or a NOT. */
export const conjunctsOf = (node: OperationNode | undefined): readonly OperationNode[] => {
  if (node === undefined) return [];
  if (node.kind === 'ParensNode') return conjunctsOf((node as ParensNode).node);
  if (node.kind !== 'AndNode') return [node];
  const { left, right } = node as AndNode;
  return [...conjunctsOf(left), ...conjunctsOf(right)];
};

/** `source.tenant = value`; the name may be left out where there is only one source. */
export const isTenantPredicate = (
  node: OperationNode,
  source: Source,
  isOnlySource: boolean,
  value: unknown,
): boolean => {
  if (node.kind !== 'BinaryOperationNode' || source.table === null) return false;
  const { leftOperand, operator, rightOperand } = node as BinaryOperationNode;
  if ((operator as unknown as { operator?: string }).operator !== '=' || leftOperand.kind !== 'ReferenceNode')
    return false;
  const { column, table } = leftOperand as ReferenceNode;
  const named = table === undefined ? isOnlySource : table.table.identifier.name.toLowerCase() === source.name;
  const isColumn = column.kind === 'ColumnNode' && column.column.name === tenantColumns[source.table];
  const right = rightOperand as unknown as { kind: string; value?: unknown };
  return named && isColumn && right.kind === 'ValueNode' && right.value === value;
};
