import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Libsql from 'libsql';
import { tenantColumns, tenantTables } from '#adapters/store/sql/tenant-tables';

/** The two tables of wrapped keys. They never lie in a backup: an erased customer's would bring back what was erased. */
const keyTables = ['tenant_keys', 'customer_keys'] as const;
type Row = Readonly<Record<string, string | number>>;
type Shelf = Readonly<Record<(typeof keyTables)[number], readonly Row[]>>;

const noKeys: Shelf = { tenant_keys: [], customer_keys: [] };
const shelfPath = (folder: string): string => join(folder, 'keys', 'data-keys.json');

const rowsOf = (database: Libsql.Database | null, sql: string): readonly Row[] =>
  database === null ? [] : (database.prepare(sql).all() as Row[]);
const idsOf = (database: Libsql.Database | null, sql: string): readonly string[] =>
  rowsOf(database, sql).map((row) => String(row['id']));

/** An older release's database has no such tables. */
const hasKeys = (database: Libsql.Database): boolean =>
  rowsOf(database, "select name from sqlite_master where name = 'customer_keys'").length === 1;

const keysIn = (database: Libsql.Database): Shelf =>
  hasKeys(database)
    ? {
        tenant_keys: rowsOf(database, 'select * from tenant_keys'),
        customer_keys: rowsOf(database, 'select * from customer_keys'),
      }
    : noKeys;

/** Whole or not at all, for its owner alone. */
const keep = (folder: string, shelf: Shelf): void => {
  const path = shelfPath(folder);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(`${path}.new`, 'w', 0o600);
  writeSync(file, JSON.stringify(shelf));
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
};

const kept = (folder: string): Shelf =>
  existsSync(shelfPath(folder)) ? (JSON.parse(readFileSync(shelfPath(folder), 'utf8')) as Shelf) : noKeys;

/** Takes the keys out of a copy, with their traces, and keeps them beside the other keys of the folder. @returns how many there were. */
export const shelveKeys = (folder: string, copy: Libsql.Database): number => {
  if (!hasKeys(copy)) return 0;
  const shelf = keysIn(copy);
  keep(folder, shelf);
  copy.pragma('secure_delete=ON');
  for (const table of keyTables) copy.exec(`delete from ${table}`);
  copy.exec('vacuum');
  return shelf.tenant_keys.length + shelf.customer_keys.length;
};

const put = (database: Libsql.Database, table: (typeof keyTables)[number], row: Row): void => {
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  database
    .prepare(`insert or ignore into ${table} (${columns.join(', ')}) values (${places})`)
    .run(Object.values(row) as string[]);
};

/** What was destroyed since the backup was made stays so. */
const destroyAgain = (restored: Libsql.Database, id: string): void => {
  for (const table of tenantTables.filter((each) => each !== 'tenants'))
    restored.prepare(`delete from ${table} where ${tenantColumns[table]} = ?`).run(id);
  restored
    .prepare("update tenants set status = 'destroyed', name = '', slug = id, profile = '{}' where id = ?")
    .run(id);
};

/**
 * Puts keys into a restored database: of tenants that the present one has keys of those, for it knows who was erased since; of others
 * those on the shelf. @param present the database that is being replaced; `null`: there is none. @returns whether each of its tenants
 * has keys, if there are any to have.
 */
export const unshelveKeys = (folder: string, restored: Libsql.Database, present: Libsql.Database | null): boolean => {
  if (!hasKeys(restored)) return true;
  const [own, shelf] = [present === null ? noKeys : keysIn(present), kept(folder)];
  const known = new Set(own.tenant_keys.map(({ tenant_id }) => String(tenant_id)));
  const living = new Set(['platform', ...idsOf(restored, "select id from tenants where status <> 'destroyed'")]);
  restored.exec('begin');
  for (const table of keyTables)
    for (const row of [...own[table], ...shelf[table].filter(({ tenant_id }) => !known.has(String(tenant_id)))])
      if (living.has(String(row['tenant_id']))) put(restored, table, row);
  for (const id of idsOf(present, "select id from tenants where status = 'destroyed'")) destroyAgain(restored, id);
  restored.exec('commit');
  const withKeys = new Set(keysIn(restored).tenant_keys.map(({ tenant_id }) => String(tenant_id)));
  return idsOf(restored, "select id from tenants where status <> 'destroyed'").every((id) => withKeys.has(id));
};
