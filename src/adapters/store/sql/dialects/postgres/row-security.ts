import type { SqlSession } from '#adapters/store/sql/database';
import { tenantColumns } from '#adapters/store/sql/tenant-tables';

/** Tells what has run, holds nobody's data, and is read before anybody's scope is known. */
export const ledgerTable = 'schema_migrations';

const columnOf = (table: string): string | null =>
  Object.hasOwn(tenantColumns, table) ? tenantColumns[table as keyof typeof tenantColumns] : null;

/**
 * The sub-select is evaluated once for a statement, not for each row. Two policies and not one with an OR, so that each is read as
 * what it is. An unset tenant is null, which is nobody's.
 */
const ownRows = (column: string): string =>
  `${column} = (select nullif(current_setting('wakil.tenant', true), '') collate "C")`;
const onPlatform = "(select current_setting('wakil.platform', true)) = 'on'";

const statementsFor = (table: string): readonly string[] => {
  const column = columnOf(table);
  return [
    `alter table ${table} enable row level security`,
    // Also for the owner: whoever forgets to say whose data it is about sees none.
    `alter table ${table} force row level security`,
    `create policy platform on ${table} using (${onPlatform}) with check (${onPlatform})`,
    ...(column === null
      ? []
      : [`create policy own_tenant on ${table} using (${ownRows(column)}) with check (${ownRows(column)})`]),
  ];
};

const unsecured = `select relname from pg_class
  where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relforcerowsecurity and relname <> $1
  order by relname`;

/**
 * Forces row security on every table that has none yet. A table that no migration of ours declares a tenant's is the platform's
 * alone, so that one which is forgotten shows nothing rather than everything.
 */
export const secureTables = async (session: SqlSession): Promise<void> => {
  for (const { relname } of (await session.query(unsecured, [ledgerTable])).rows)
    for (const statement of statementsFor(String(relname))) await session.query(statement, []);
};
