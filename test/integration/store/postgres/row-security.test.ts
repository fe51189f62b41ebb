import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresDatabase } from '#adapters/store/sql/dialects/postgres/postgres-database';
import { tenantColumns, tenantTables } from '#adapters/store/sql/tenant-tables';
import { besideTenants, fillEveryTable } from '../../../contract/store/fill-every-table.js';
import { StoreWorld } from '../../../contract/store/store-world.js';
import {
  makeEmptyDatabase,
  openPostgresIn,
  postgresForTests,
  type TestDatabase,
} from '../../../support/postgres-database.js';

/** Row security alone, without the guard above it: what plain SQL reaches as the role the product runs as. */
describe.runIf(postgresForTests() !== null)('row security', () => {
  let database: TestDatabase;
  let world: StoreWorld;
  let admin: Client;
  let runtime: Client;
  let [mine, theirs] = ['', ''];

  beforeAll(async () => {
    database = await makeEmptyDatabase();
    const open = (clock: Parameters<typeof openPostgresIn>[0]) => openPostgresIn(clock, database, database.ownerUrl);
    world = await StoreWorld.open({ name: 'postgres', available: true, open });
    await fillEveryTable(world);
    [mine, theirs] = [world.a.store.tenantId, world.b.store.tenantId];
    admin = new Client({ connectionString: database.adminUrl });
    runtime = new Client({ connectionString: database.url });
    await Promise.all([admin.connect(), runtime.connect()]);
  });
  afterAll(async () => {
    await Promise.all([admin.end(), runtime.end()]);
    await world.close();
  });

  const count = async (client: Client, sql: string, values: readonly unknown[] = []): Promise<number> =>
    Number((await client.query<{ n: string }>(`select count(*) as n from ${sql}`, [...values])).rows[0]?.n);

  /** In a transaction that is rolled back, for one tenant or for nobody. */
  const as = async <T>(tenantId: string | null, work: () => Promise<T>): Promise<T> => {
    await runtime.query('begin');
    try {
      if (tenantId !== null) await runtime.query("select set_config('wakil.tenant', $1, true)", [tenantId]);
      return await work();
    } finally {
      await runtime.query('rollback');
    }
  };
  const everyTable = [...tenantTables, ...besideTenants, 'users', 'ai_settings', 'ai_spend'] as const;

  it.each(everyTable)('shows nothing of %s to who names no tenant', async (table) => {
    expect(await as(null, () => count(runtime, table))).toBe(0);
    expect(await as('', () => count(runtime, table))).toBe(0);
    if (table !== 'ai_settings' && table !== 'ai_spend') expect(await count(admin, table)).toBeGreaterThan(0);
  });

  it.each(tenantTables)(
    'keeps %s to its tenant: a foreign row is not read, changed, removed or put there',
    async (table) => {
      const column = tenantColumns[table];
      const [own, foreign] = [
        await count(admin, `${table} where ${column} = $1`, [mine]),
        `${table} where ${column} = $1`,
      ];
      expect(own, 'filled by this test').toBeGreaterThan(0);
      await as(mine, async () => {
        expect(await count(runtime, table)).toBe(own);
        expect(await count(runtime, foreign, [theirs])).toBe(0);
        expect(
          (await runtime.query(`update ${table} set ${column} = ${column} where ${column} <> $1`, [mine])).rowCount,
        ).toBe(0);
        expect((await runtime.query(`delete from ${table} where ${column} <> $1`, [mine])).rowCount).toBe(0);
      });
      const put = `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`;
      const { rows } = await admin.query(`select to_jsonb(t) as row from ${table} t where ${column} = $1 limit 1`, [
        theirs,
      ]);
      await expect(as(mine, () => runtime.query(put, [rows[0]?.row]))).rejects.toMatchObject({ code: '42501' });
      await expect(as(mine, () => runtime.query(`update ${table} set ${column} = $1`, [theirs]))).rejects.toMatchObject(
        {
          code: '42501',
        },
      );
    },
  );

  it.each(['users', ...besideTenants])('shows nothing of the platform’s %s to a tenant', async (table) => {
    expect(await as(mine, () => count(runtime, table))).toBe(0);
    expect(await count(admin, table)).toBeGreaterThan(0);
  });

  it('is on for every table there is, and forced', async () => {
    const { rows } = await admin.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(rows).toEqual([{ relname: 'schema_migrations' }]);
  });

  it.each([
    'alter table messages disable row level security',
    'alter table messages no force row level security',
    'drop policy own_tenant on messages',
    'create policy all_of_it on messages using (true)',
    'set session authorization postgres',
    'truncate messages',
    'delete from schema_migrations',
    'create table mine (id text)',
  ])('cannot be got around by: %s', async (sql) => {
    await expect(as(mine, () => runtime.query(sql))).rejects.toMatchObject({ code: '42501' });
  });

  it('holds inside a unit of work whatever its statement forgets, and for nobody after it', async () => {
    const store = await PostgresDatabase.open(database.url);
    const owners = async (scope: Parameters<typeof store.read>[1]) => {
      const read = store.read((session) => session.rows('select distinct tenant_id from messages', []), scope);
      return (await read).map((row) => row['tenant_id']).sort();
    };
    expect(await owners({ tenantId: mine })).toEqual([mine]);
    expect(await owners('platform')).toEqual([mine, theirs].sort());
    expect(await owners({ tenantId: 'nobody' })).toEqual([]);
    const forgetful = store.write((session) => session.run("update messages set status_reason = 'x'", []), {
      tenantId: mine,
    });
    expect(await forgetful).toBe(await count(admin, 'messages where tenant_id = $1', [mine]));
    await store.close();
  });
});
