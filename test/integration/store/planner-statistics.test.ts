import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LibsqlConnection } from '#adapters/store/sql/dialects/sqlite/libsql-connection';
import { tellPlanner } from '#adapters/store/sql/dialects/sqlite/planner-statistics';
import { encryptionKey, temporaryFolder } from '../../support/stores.js';

const wanted = 'select "id" from "letters" where "tenant_id" = ? and "name" = ? order by "id" limit ?';

describe('what SQLite’s planner is told of tables that have grown', () => {
  let folder: string;
  let writer: LibsqlConnection;
  let reader: LibsqlConnection;
  const open = (): LibsqlConnection => new LibsqlConnection(join(folder, 'plans.db'), encryptionKey, 1_000);
  const planOf = (connection: LibsqlConnection, sql = wanted, parameters: readonly unknown[] = ['a', 'b', 1]): string =>
    connection
      .rows(`explain query plan ${sql}`, parameters)
      .map(({ detail }) => String(detail))
      .join();

  beforeEach(() => {
    folder = temporaryFolder();
    writer = open();
    writer.pragma('journal_mode=WAL');
    writer.exec('create table schema_migrations (name text primary key not null)');
    writer.exec('create table letters (tenant_id text, id text, name text, body text, primary key (tenant_id, id))');
    writer.exec('create index letters_by_name on letters (tenant_id, name)');
    writer.exec('create table members (tenant_id text, user_id text, role text, primary key (tenant_id, user_id))');
    writer.exec('create index members_of_user on members (user_id)');
    reader = open();
    reader.pragma('query_only=ON');
    reader.rows(wanted, ['a', 'b', 1]);
  });
  afterEach(() => {
    reader.close();
    writer.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('one row is looked up by its name, where it was looked for among all of the tenant’s before', () => {
    expect(planOf(writer)).toContain('(tenant_id=?)');
    tellPlanner(writer);
    expect(planOf(writer)).toContain('letters_by_name (tenant_id=? AND name=?)');
  });

  it('what is asked of all tenants is not looked for in one after the other', () => {
    tellPlanner(writer);
    expect(planOf(writer, 'select * from "members" where "user_id" = ?', ['u'])).toContain(
      'members_of_user (user_id=?)',
    );
  });

  it('a connection that was open before plans by it from its next statement on', () => {
    tellPlanner(writer);
    reader.rows(wanted, ['a', 'c', 1]);
    expect(planOf(reader)).toContain('letters_by_name (tenant_id=? AND name=?)');
  });

  it('what is known already is not written again, and an index that is new is', () => {
    tellPlanner(writer);
    const version = (): unknown => reader.pragma('data_version');
    const before = version();
    tellPlanner(writer);
    expect(version()).toEqual(before);
    writer.exec('create index letters_by_body on letters (tenant_id, body)');
    tellPlanner(writer);
    const told = writer.rows(`select idx from sqlite_stat1 where idx = 'letters_by_body'`, []);
    expect(told).toHaveLength(1);
  });
});
