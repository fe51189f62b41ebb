import type { DeleteQueryNode, InsertQueryNode, OperationNode, SelectQueryNode, UpdateQueryNode } from 'kysely';
import type { TenantSchema } from '#adapters/store/sql/schema';
import { tenantColumns } from '#adapters/store/sql/tenant-tables';
import { conjunctsOf, isTenantPredicate } from './predicates.js';
import { type Source, sourceOf } from './sources.js';
import { childrenOf, refuse } from './walk.js';

/** Raw text the builder itself writes. Anything else could close a bracket and open another condition. */
const harmlessRaw = /^(asc|desc)?$/;
const plainName = /^[a-z_]+$/i;
const rootKinds = new Set(['SelectQueryNode', 'InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode']);

/**
 * Refuses a statement that could reach another tenant's rows. Every tenant table it names, at any depth, needs its own
 * `tenant column = value` among the conditions that always hold; tables that are no tenant's cannot be named at all.
 * @param value the tenant's id, or the placeholder that only the scope fills.
 * @throws {TenantIsolationBroken}
 */
export const checkTenantIsolation = (root: OperationNode, value: unknown): void => {
  if (!rootKinds.has(root.kind)) refuse('only select, insert, update and delete are allowed', root.kind);
  const commonTables = new Set<string>();
  visit(root, (node) => {
    if (node.kind === 'CommonTableExpressionNameNode') {
      const { table } = (node as unknown as { table: { table: { identifier: { name: string } } } }).table;
      if (table.identifier.name.toLowerCase() in tenantColumns)
        refuse('a common table takes a tenant table’s name', root.kind);
      commonTables.add(table.identifier.name.toLowerCase());
    }
  });
  visit(root, (node) => checkNode(node, value, commonTables));
};

const visit = (node: OperationNode, check: (node: OperationNode) => void): void => {
  check(node);
  for (const child of childrenOf(node)) visit(child, check);
};

const checkNode = (node: OperationNode, value: unknown, commonTables: ReadonlySet<string>): void => {
  switch (node.kind) {
    case 'SelectQueryNode':
      return checkSelect(node as SelectQueryNode, value, commonTables);
    case 'UpdateQueryNode':
      return checkUpdate(node as UpdateQueryNode, value, commonTables);
    case 'DeleteQueryNode':
      return checkDelete(node as DeleteQueryNode, value, commonTables);
    case 'InsertQueryNode':
      return checkInsert(node as InsertQueryNode, value);
    case 'RawNode': {
      const { sqlFragments, parameters } = node as unknown as { sqlFragments: string[]; parameters: unknown[] };
      if (parameters.length > 0 || !sqlFragments.every((text) => harmlessRaw.test(text.trim())))
        refuse('raw text cannot be checked', node.kind);
      return;
    }
    case 'FunctionNode':
    case 'AggregateFunctionNode':
      if (!plainName.test((node as unknown as { func: string }).func)) refuse('not a function’s name', node.kind);
      return;
    case 'MergeQueryNode':
      return refuse('merge is not allowed', node.kind);
    case 'AndNode': {
      const { left, right } = node as unknown as { left: OperationNode; right: OperationNode };
      if (left.kind === 'OrNode' || right.kind === 'OrNode')
        refuse('an OR without brackets escapes its AND', node.kind);
      return;
    }
  }
};

const checkSelect = (node: SelectQueryNode, value: unknown, commonTables: ReadonlySet<string>): void => {
  const from = (node.from?.froms ?? []).map((each) => sourceOf(each, commonTables));
  checkSources(node, from, value, commonTables);
};

const checkUpdate = (node: UpdateQueryNode, value: unknown, commonTables: ReadonlySet<string>): void => {
  if (node.table === undefined) return refuse('an update without a table', node.kind);
  const target = sourceOf(node.table, commonTables);
  const from = (node.from?.froms ?? []).map((each) => sourceOf(each, commonTables));
  checkSources(node, [target, ...from], value, commonTables);
  for (const { column } of node.updates ?? []) refuseTenantColumn(column, target);
};

const checkDelete = (node: DeleteQueryNode, value: unknown, commonTables: ReadonlySet<string>): void => {
  const tables = [...node.from.froms, ...(node.using?.tables ?? [])];
  checkSources(
    node,
    tables.map((each) => sourceOf(each, commonTables)),
    value,
    commonTables,
  );
};

type Conditional = SelectQueryNode | UpdateQueryNode | DeleteQueryNode;

/**
 * A left join keeps the rows its ON refuses on the other side, so an ON binds only the table it joins; a WHERE and the ON
 * of an inner join bind everything.
 */
const checkSources = (
  node: Conditional,
  from: readonly Source[],
  value: unknown,
  commonTables: ReadonlySet<string>,
): void => {
  const joined = (node.joins ?? []).map((join) => {
    if (join.joinType !== 'InnerJoin' && join.joinType !== 'LeftJoin')
      refuse(`${join.joinType} is not allowed`, node.kind);
    return {
      source: sourceOf(join.table, commonTables),
      on: conjunctsOf(join.on?.on),
      inner: join.joinType === 'InnerJoin',
    };
  });
  const sources = [...from, ...joined.map((join) => join.source)];
  const names = sources.map((source) => source.name);
  if (new Set(names).size !== names.length) refuse('two tables under one name', node.kind);
  const always = [...conjunctsOf(node.where?.where), ...joined.flatMap((join) => (join.inner ? join.on : []))];
  for (const source of sources) {
    if (source.table === null) continue;
    const own = joined.find((join) => join.source === source)?.on ?? [];
    const bound = [...always, ...own].some((each) => isTenantPredicate(each, source, sources.length === 1, value));
    if (!bound) refuse(`${source.table} without its tenant`, node.kind);
  }
};

const refuseTenantColumn = (column: OperationNode, target: Source): void => {
  const name = (column as unknown as { column?: { name?: string } }).column?.name;
  if (name === undefined) return refuse('an update of something that is no column', column.kind);
  if (target.table !== null && name.toLowerCase() === tenantColumns[target.table])
    refuse('a row cannot change its tenant', column.kind);
};

const checkInsert = (node: InsertQueryNode, value: unknown): void => {
  const into = node.into === undefined ? null : sourceOf(node.into, new Set());
  if (into?.table === null || into === null || node.replace || node.orAction || node.ignore || node.onDuplicateKey)
    return refuse('this form of insert is not allowed', node.kind);
  const position = (node.columns ?? []).findIndex(
    ({ column }) => column.name === tenantColumns[into.table as keyof TenantSchema],
  );
  if (position < 0 || node.values?.kind !== 'ValuesNode') return refuse('an insert without its tenant', node.kind);
  const lists = (node.values as unknown as { values: { values: unknown[] }[] }).values;
  for (const { values } of lists)
    if (valueIn(values[position]) !== value) refuse('an insert for another tenant', node.kind);
  checkConflict(node, into);
};

/** `do update` on a key that does not begin with the tenant would change whoever's row holds that key. */
const checkConflict = ({ onConflict, kind }: InsertQueryNode, into: Source): void => {
  if (onConflict?.updates === undefined || into.table === null) return;
  const column = tenantColumns[into.table];
  if (!onConflict.columns?.some((each) => each.column.name === column))
    refuse('a conflict update across tenants', kind);
  for (const update of onConflict.updates) refuseTenantColumn(update.column, into);
};

const valueIn = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && (item as { kind?: unknown }).kind === 'ValueNode'
    ? (item as { value: unknown }).value
    : item;
