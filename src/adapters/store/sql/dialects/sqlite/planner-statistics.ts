import type { SqlRow } from '#adapters/store/sql/database';
import type { LibsqlConnection } from './libsql-connection.js';

/** A column of an index, as SQLite describes it; `column` is `null` where it is an expression. */
type IndexColumn = {
  readonly table: string;
  readonly index: string;
  readonly column: string | null;
  readonly is_unique: number;
  readonly is_partial: number;
  /** The table has no rows beside its primary key, which is named after it. */
  readonly is_table: number;
};

const indexColumns = `
  select tables.name as "table", indexes.name as "index", columns.name as "column",
    indexes."unique" as is_unique, indexes.partial as is_partial, indexes.origin = 'pk' and listed.wr as is_table
  from sqlite_schema as tables, pragma_table_list(tables.name) as listed,
    pragma_index_list(tables.name) as indexes, pragma_index_info(indexes.name) as columns
  where tables.type = 'table' and tables.name not like 'sqlite_%' and listed.schema = 'main'
  order by tables.name, indexes.name, columns.seqno`;

/** What a table has come to, and of how many tenants. */
const grown = { rows: 1_000_000, tenants: 10 };
/** Partial indexes hold what is due or open. */
const rowsOfPartial = 1_000;
/** Some dozens of rows share a value of any column but these few, of which one value is a third of everything. */
const rowsPerValue = 20;
const share = 3;
const fewValues: ReadonlySet<string | null> = new Set([
  'action',
  'actor',
  'assignee',
  'assistant_id',
  'channel_id',
  'direction',
  'form_id',
  'function_id',
  'holder',
  'in_use',
  'inbox_state',
  'kind',
  'scheme',
  'status',
  'tag',
  'user_id',
]);

const rowsLeft = (before: number, column: string | null): number => {
  if (column === 'tenant_id') return before / grown.tenants;
  return fewValues.has(column) ? before / share : Math.min(before, rowsPerValue);
};

/** How many rows an index has, then how many share its first column, its first two, and so on. */
const statisticsOf = (columns: readonly IndexColumn[]): string => {
  const [first] = columns;
  const all = first?.is_partial === 1 ? rowsOfPartial : grown.rows;
  let left = all;
  const shared = columns.map(({ column, is_unique }, at) => {
    left = is_unique === 1 && at === columns.length - 1 ? 1 : Math.max(1, Math.round(rowsLeft(left, column)));
    return left;
  });
  // To skip over ten tenants is not what an index of a thousand is read for.
  return [all, ...shared, 'noskipscan'].join(' ');
};

type Statistics = { readonly tbl: string; readonly idx: string; readonly stat: string };

const wantedOn = (connection: LibsqlConnection): readonly Statistics[] => {
  const byIndex = new Map<string, IndexColumn[]>();
  for (const row of connection.rows(indexColumns, []) as unknown as readonly IndexColumn[])
    byIndex.set(row.index, [...(byIndex.get(row.index) ?? []), row]);
  return [...byIndex.values()].flatMap((columns) => {
    const [first] = columns;
    if (first === undefined) return [];
    return [{ tbl: first.table, idx: first.is_table === 1 ? first.table : first.index, stat: statisticsOf(columns) }];
  });
};

const namesOf = (all: readonly (Statistics | SqlRow)[]): string =>
  all
    .map(({ tbl, idx, stat }) => `${String(tbl)} ${String(idx)} ${String(stat)}`)
    .sort()
    .join('\n');

const hasTable = (connection: LibsqlConnection): boolean =>
  connection.rows(`select name from sqlite_schema where name = 'sqlite_stat1'`, []).length > 0;

const write = (writer: LibsqlConnection, wanted: readonly Statistics[]): void => {
  writer.exec('begin immediate');
  try {
    // A change of the schema makes every other connection read it, and these, anew.
    writer.run('drop table if exists sqlite_stat1', []);
    // The only way to make the table, of the smallest there is.
    writer.run('analyze schema_migrations', []);
    writer.run('delete from sqlite_stat1', []);
    for (const { tbl, idx, stat } of wanted)
      writer.run('insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)', [tbl, idx, stat]);
    writer.exec('commit');
  } catch (error) {
    writer.rollback();
    throw error;
  }
  // It has read them at its last change of the schema.
  writer.run('analyze sqlite_schema', []);
};

/**
 * Tells SQLite's planner what tables look like that have grown. Left alone it takes a tenant to have ten rows of each table, and
 * walks all of its messages for one of them rather than put two in order; what `analyze` would count on the day it ran holds
 * until the next time only, and plans that differ from one installation to the next cannot be tested.
 * Source: sqlite.org/optoverview.html, "Manual Control Of Query Plans Using SQLITE_STAT Tables".
 */
export const tellPlanner = (writer: LibsqlConnection): void => {
  const wanted = wantedOn(writer);
  const known = hasTable(writer) ? writer.rows('select tbl, idx, stat from sqlite_stat1', []) : [];
  if (namesOf(known) !== namesOf(wanted)) write(writer, wanted);
};
