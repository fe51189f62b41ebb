import { type ClientBase, escapeIdentifier } from 'pg';
import { DomainError } from '#domain/shared/domain-error';
import { ledgerTable } from './row-security.js';

/** The role could read every tenant's rows whatever the policies say. Nothing was read. */
export class UnboundRole extends DomainError {
  readonly code = 'store.unbound_role';
  readonly kind = 'fatal';
}

/** Also a role that may become such a one. */
const unbound = `select rolname, rolsuper from pg_roles
  where (rolsuper or rolbypassrls) and pg_has_role(current_user, oid, 'member') order by rolname = current_user desc limit 1`;

const tables = `select relname, relforcerowsecurity as forced, pg_has_role(current_user, relowner, 'member') as owned
  from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and relname <> $1
  order by relname`;

const makeOne =
  'make one with CREATE ROLE … LOGIN NOSUPERUSER NOBYPASSRLS, and give the owner of the tables in POSTGRES_OWNER_URL';

/** @throws {UnboundRole} a superuser, or a role with BYPASSRLS, or one that may become such a role. */
export const assertBound = async (client: ClientBase): Promise<void> => {
  const [role] = (await client.query<{ rolname: string; rolsuper: boolean }>(unbound)).rows;
  if (role === undefined) return;
  const what = role.rolsuper ? 'a superuser' : 'allowed to bypass row security';
  throw new UnboundRole(
    `POSTGRES_URL must name a role that row security binds; ${role.rolname} is ${what}: ${makeOne}`,
    {},
  );
};

/** @throws {UnboundRole} it owns a table, by which it could take the security away, or a table has none. */
export const assertTablesHeld = async (client: ClientBase): Promise<void> => {
  type Table = { relname: string; forced: boolean; owned: boolean };
  for (const { relname, forced, owned } of (await client.query<Table>(tables, [ledgerTable])).rows) {
    if (owned)
      throw new UnboundRole(
        `POSTGRES_URL must name a role that does not own the tables, such as ${relname}: ${makeOne}`,
        {},
      );
    if (!forced)
      throw new UnboundRole(`the table ${relname} has no forced row security; its owner has to put it back`, {});
  }
};

const ours = `select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
  and relforcerowsecurity order by relname`;

/** What a process that serves may do: change rows, and read what has been migrated. */
export const grantToRole = async (owner: ClientBase, role: string): Promise<void> => {
  const name = escapeIdentifier(role);
  const names = (await owner.query<{ relname: string }>(ours)).rows.map(({ relname }) => escapeIdentifier(relname));
  const [{ schema } = { schema: 'public' }] = (
    await owner.query<{ schema: string }>('select current_schema() as schema')
  ).rows;
  await owner.query(`grant usage on schema ${escapeIdentifier(schema)} to ${name}`);
  await owner.query(`grant select, insert, update, delete on ${names.join(', ')} to ${name}`);
  await owner.query(`grant select on ${ledgerTable} to ${name}`);
};

/** Names of migrations, as the ledger has them; none where there is no ledger that this role may read. */
export const ledgerOf = async (client: ClientBase): Promise<readonly string[]> => {
  const { rows } = await client.query<{ known: boolean }>(
    `select coalesce(has_table_privilege(to_regclass($1), 'select'), false) as known`,
    [ledgerTable],
  );
  if (rows[0]?.known !== true) return [];
  return (await client.query<{ name: string }>(`select name from ${ledgerTable}`)).rows.map(({ name }) => name);
};
