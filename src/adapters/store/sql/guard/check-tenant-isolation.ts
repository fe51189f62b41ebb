import type {
  AndNode,
  CommonTableExpressionNameNode,
  DeleteQueryNode,
  FunctionNode,
  InsertQueryNode,
  OperationNode,
  RawNode,
  SelectQueryNode,
  UpdateQueryNode,
} from 'kysely';
import { checkInsert } from './check-insert.js';
import { type Bounds, checkDelete, checkSelect, checkUpdate } from './check-sources.js';
import { isTenantTable } from './sources.js';
import { refuse, visit } from './walk.js';

/** Raw text the builder itself writes. Anything else could close a bracket and open another condition. */
const harmlessRaw = /^(asc|desc)?$/;
const plainName = /^[a-z_]+$/i;
/** What changes or tells whose rows a server shows, and what it keeps beside tables. */
const ofTheServer = /^(set_config|current_setting|pg_|lo_|dblink|query_to_|table_to_|database_to_|schema_to_)/i;
const rootKinds = new Set(['SelectQueryNode', 'InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode']);

const checkRaw = ({ sqlFragments, parameters, kind }: RawNode): void => {
  const isHarmless = parameters.length === 0 && sqlFragments.every((text) => harmlessRaw.test(text.trim()));
  if (!isHarmless) refuse('raw text cannot be checked', kind);
};

/** The builder puts brackets around an OR; without them the AND before it would not hold for what comes after. */
const checkAnd = ({ left, right, kind }: AndNode): void => {
  if (left.kind === 'OrNode' || right.kind === 'OrNode') refuse('an OR without brackets escapes its AND', kind);
};

const checkFunction = ({ func, kind }: Pick<FunctionNode, 'func' | 'kind'>): void => {
  if (!plainName.test(func)) refuse('not a function’s name', kind);
  if (ofTheServer.test(func)) refuse('a function of the server’s', kind);
};

/** By kind of node; a kind that is not here is harmless by itself, and what it is made of is looked at all the same. */
const checks: Readonly<Record<string, (node: never, bounds: Bounds) => void>> = {
  SelectQueryNode: (node: SelectQueryNode, bounds) => checkSelect(node, bounds),
  UpdateQueryNode: (node: UpdateQueryNode, bounds) => checkUpdate(node, bounds),
  DeleteQueryNode: (node: DeleteQueryNode, bounds) => checkDelete(node, bounds),
  InsertQueryNode: (node: InsertQueryNode, { value }) => checkInsert(node, value),
  MergeQueryNode: () => refuse('merge is not allowed', 'MergeQueryNode'),
  RawNode: (node: RawNode) => checkRaw(node),
  AndNode: (node: AndNode) => checkAnd(node),
  FunctionNode: (node: FunctionNode) => checkFunction(node),
  AggregateFunctionNode: (node: FunctionNode) => checkFunction(node),
};

const commonTablesIn = (root: OperationNode): ReadonlySet<string> => {
  const names = new Set<string>();
  visit(root, (node) => {
    if (node.kind !== 'CommonTableExpressionNameNode') return;
    const name = (node as CommonTableExpressionNameNode).table.table.identifier.name.toLowerCase();
    if (isTenantTable(name)) refuse('a common table takes a tenant table’s name', node.kind);
    names.add(name);
  });
  return names;
};

/**
 * Refuses a statement that could reach another tenant's rows. Every tenant table it names, at any depth, needs its own
 * `tenant column = value` among the conditions that always hold; tables that are no tenant's cannot be named at all.
 * @param value the tenant's id, or the placeholder that only the scope fills.
 * @throws {TenantIsolationBroken}
 */
export const checkTenantIsolation = (root: OperationNode, value: unknown): void => {
  if (!rootKinds.has(root.kind)) refuse('only select, insert, update and delete are allowed', root.kind);
  const bounds = { value, commonTables: commonTablesIn(root) };
  visit(root, (node) => checks[node.kind]?.(node as never, bounds));
};
