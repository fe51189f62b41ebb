import type { AliasNode, OperationNode, TableNode } from 'kysely';
import type { TenantSchema } from '#adapters/store/sql/schema';
import { tenantColumns } from '#adapters/store/sql/tenant-tables';
import { refuse } from './walk.js';

/** Something rows come from. `table` is null for a sub-select or a common table, which are checked by themselves. */
export type Source = { readonly name: string; readonly table: keyof TenantSchema | null };

const isTenantTable = (name: string): name is keyof TenantSchema => Object.hasOwn(tenantColumns, name);

/** @throws {TenantIsolationBroken} a table that is no tenant's, or a form that cannot be checked. */
export const sourceOf = (node: OperationNode, commonTables: ReadonlySet<string>): Source => {
  switch (node.kind) {
    case 'TableNode': {
      const { schema, identifier } = (node as TableNode).table;
      const name = identifier.name.toLowerCase();
      if (schema === undefined && commonTables.has(name)) return { name, table: null };
      if (schema !== undefined || !isTenantTable(name)) return refuse('a table that is no tenant’s', node.kind);
      return { name, table: name };
    }
    case 'AliasNode': {
      const { node: aliased, alias } = node as AliasNode;
      if (alias.kind !== 'IdentifierNode') return refuse('an alias that is no name', node.kind);
      const name = (alias as unknown as { name: string }).name.toLowerCase();
      if (aliased.kind === 'SelectQueryNode') return { name, table: null };
      return { ...sourceOf(aliased, commonTables), name };
    }
    default:
      return refuse('rows from something that cannot be checked', node.kind);
  }
};
