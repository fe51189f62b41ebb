import type { OperationNode } from 'kysely';
import { TenantIsolationBroken } from '#application/ports/store';

/** @throws {TenantIsolationBroken} always. */
export const refuse = (why: string, node: string): never => {
  throw new TenantIsolationBroken(`refused before it reached the database: ${why}`, { node });
};

const isNode = (value: unknown): value is OperationNode =>
  typeof value === 'object' && value !== null && typeof (value as { kind?: unknown }).kind === 'string';

/** The nodes a node is made of, whatever its kind: a kind nobody thought of is walked as well. */
const childrenOf = (node: OperationNode): readonly OperationNode[] =>
  Object.values(node).flatMap((value: unknown) => {
    if (Array.isArray(value)) return value.filter(isNode);
    return isNode(value) && node.kind !== 'ValueNode' ? [value] : [];
  });

/** Visits a node and all it is made of. */
export const visit = (node: OperationNode, look: (node: OperationNode) => void): void => {
  look(node);
  for (const child of childrenOf(node)) visit(child, look);
};
