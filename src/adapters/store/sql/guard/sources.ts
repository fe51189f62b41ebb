import type { AliasNode, OperationNode, TableNode } from 'kysely';
import type { TenantSchema } from '#adapters/store/sql/schema';
import { tenantColumns } from '#adapters/store/sql/tenant-tables';
import { refuse } from './walk.js';

/** Something rows come from. `table` is null for a sub-select or a common table, which are checked by themselves. */
export type Source = { readonly name: string; readonly table: keyof TenantSchema | null };

export const isTenantTable = (name: string): name is keyof TenantSchema => Object.hasOwn(tenantColumns, name);

const tableSource = ({ table: { schema, identifier } }: TableNode, commonTables: ReadonlySet<string>): Source => {
  const name = identifier.name.toLowerCase();
  if (schema === undefined && commonTables.has(name)) return { name, table: null };
  if (schema !== undefined || !isTenantTable(name)) return refuse('a table that is no tenant’s', 'TableNode');
  return { name, table: name };
};

const aliasSource = ({ node: aliased, alias }: AliasNode, commonTables: ReadonlySet<string>): Source => {
  if (alias.kind !== 'IdentifierNode') return refuse('an alias that is no name', 'AliasNode');
  const name = (alias as unknown as { name: string }).name.toLowerCase();
  if (aliased.kind === 'SelectQueryNode') return { name, table: null };
  return { ...sourceOf(aliased, commonTables), name };
};

/** @throws {TenantIsolationBroken} a table that is no tenant's, or a form that cannot be checked. */
export const sourceOf = (node: OperationNode, commonTables: ReadonlySet<string>): Source => {
  if (node.kind === 'TableNode') return tableSource(node as TableNode, commonTables);
  if (node.kind === 'AliasNode') return aliasSource(node as AliasNode, commonTables);
  return refuse('rows from something that cannot be checked', node.kind);
};
