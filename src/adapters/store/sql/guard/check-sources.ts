import type { DeleteQueryNode, JoinNode, OperationNode, SelectQueryNode, UpdateQueryNode } from 'kysely';
import { tenantColumns } from '#adapters/store/sql/tenant-tables';
import { conjunctsOf, isTenantPredicate } from './predicates.js';
import { type Source, sourceOf } from './sources.js';
import { refuse } from './walk.js';

/** What a check knows besides the node: the tenant, and the names the statement gives to its own sub-selects. */
export type Bounds = { readonly value: unknown; readonly commonTables: ReadonlySet<string> };

type Joined = { readonly source: Source; readonly on: readonly OperationNode[]; readonly isInner: boolean };

const joined = (join: JoinNode, { commonTables }: Bounds): Joined => {
  const isInner = join.joinType === 'InnerJoin';
  if (!isInner && join.joinType !== 'LeftJoin') refuse(`${join.joinType} is not allowed`, join.kind);
  return { source: sourceOf(join.table, commonTables), on: conjunctsOf(join.on?.on), isInner };
};

/**
 * A left join keeps the rows its ON refuses on the other side, so an ON binds only the table it joins; a WHERE and the ON
 * of an inner join bind everything.
 */
const checkSources = (
  node: SelectQueryNode | UpdateQueryNode | DeleteQueryNode,
  from: readonly Source[],
  bounds: Bounds,
): void => {
  const joins = (node.joins ?? []).map((join) => joined(join, bounds));
  const sources = [...from, ...joins.map((join) => join.source)];
  const names = sources.map((source) => source.name);
  if (new Set(names).size !== names.length) refuse('two tables under one name', node.kind);
  const always = [...conjunctsOf(node.where?.where), ...joins.flatMap((join) => (join.isInner ? join.on : []))];
  for (const source of sources) {
    const own = joins.find((join) => join.source === source)?.on ?? [];
    const conditions = [...always, ...own];
    const isBound = conditions.some((each) => isTenantPredicate(each, source, sources.length === 1, bounds.value));
    if (source.table !== null && !isBound) refuse(`${source.table} without its tenant`, node.kind);
  }
};

export const checkSelect = (node: SelectQueryNode, bounds: Bounds): void => {
  const from = node.from?.froms ?? [];
  checkSources(
    node,
    from.map((each) => sourceOf(each, bounds.commonTables)),
    bounds,
  );
};

export const checkUpdate = (node: UpdateQueryNode, bounds: Bounds): void => {
  const target = sourceOf(node.table ?? refuse('an update without a table', node.kind), bounds.commonTables);
  const from = (node.from?.froms ?? []).map((each) => sourceOf(each, bounds.commonTables));
  checkSources(node, [target, ...from], bounds);
  for (const { column } of node.updates ?? []) refuseTenantColumn(column, target);
};

export const checkDelete = (node: DeleteQueryNode, bounds: Bounds): void => {
  const tables = [...node.from.froms, ...(node.using?.tables ?? [])];
  checkSources(
    node,
    tables.map((each) => sourceOf(each, bounds.commonTables)),
    bounds,
  );
};

/** No statement moves a row to another tenant. */
export const refuseTenantColumn = (column: OperationNode, { table }: Source): void => {
  const name = (column as unknown as { column?: { name?: string } }).column?.name;
  if (name === undefined) refuse('an update of something that is no column', column.kind);
  if (table !== null && name?.toLowerCase() === tenantColumns[table])
    refuse('a row cannot change its tenant', column.kind);
};
