import type { InsertQueryNode } from 'kysely';
import type { TenantSchema } from '#adapters/store/sql/schema';
import { tenantColumns } from '#adapters/store/sql/tenant-tables';
import { refuseTenantColumn } from './check-sources.js';
import { sourceOf } from './sources.js';
import { refuse } from './walk.js';

const targetOf = (node: InsertQueryNode): keyof TenantSchema => {
  const { into, replace, orAction, ignore, onDuplicateKey } = node;
  const isPlain = !replace && !ignore && orAction === undefined && onDuplicateKey === undefined;
  const table = into === undefined || !isPlain ? null : sourceOf(into, new Set()).table;
  return table ?? refuse('this form of insert is not allowed', node.kind);
};

const valueIn = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && (item as { kind?: unknown }).kind === 'ValueNode'
    ? (item as { value: unknown }).value
    : item;

/** Every row that goes in names the tenant. */
export const checkInsert = (node: InsertQueryNode, value: unknown): void => {
  const table = targetOf(node);
  const place = (node.columns ?? []).findIndex(({ column }) => column.name === tenantColumns[table]);
  if (place < 0 || node.values?.kind !== 'ValuesNode') refuse('an insert without its tenant', node.kind);
  const lists = (node.values as unknown as { values: { values: unknown[] }[] }).values;
  for (const { values } of lists)
    if (valueIn(values[place]) !== value) refuse('an insert for another tenant', node.kind);
  checkConflict(node, table);
};

/** `do update` on a key that does not begin with the tenant would change whoever's row holds that key. */
const checkConflict = ({ onConflict, kind }: InsertQueryNode, table: keyof TenantSchema): void => {
  if (onConflict?.updates === undefined) return;
  const namesTenant = onConflict.columns?.some(({ column }) => column.name === tenantColumns[table]) ?? false;
  if (!namesTenant) refuse('a conflict update across tenants', kind);
  for (const update of onConflict.updates) refuseTenantColumn(update.column, { name: table, table });
};
