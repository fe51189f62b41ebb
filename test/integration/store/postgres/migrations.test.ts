import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Migration, SqlDatabase } from '#adapters/store/sql/database';
import { PostgresPool } from '#adapters/store/sql/dialects/postgres/postgres-pool';
import { WriteLines } from '#adapters/store/sql/dialects/postgres/write-lines';
import { allMigrations } from '#adapters/store/sql/migrations/all-migrations';
import { migrateDown, migrateUp, NewerSchema } from '#adapters/store/sql/migrations/migrate';
import { openPostgresStore } from '#adapters/store/sql/open-postgres-store';
import { FakeClock } from '../../../support/fake-clock.js';
import { makeEmptyDatabase, postgresForTests, type TestDatabase } from '../../../support/postgres-database.js';
import { sealingWith } from '../../../support/sealing.js';
import { sha256 } from '../../../support/sha256.js';
import { storeBuilders } from '../../../support/store-builders.js';

/** Everything the server's catalogue knows of our tables, in words that do not depend on when they were made. */
const catalogue = `
  select 'column' as kind, c.relname || '.' || a.attname as name,
    row_number() over (partition by c.oid order by a.attnum) || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
      || ' ' || coalesce((select collname from pg_collation where oid = a.attcollation), '')
      || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as what
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  union all select 'table', relname, relrowsecurity || ' ' || relforcerowsecurity || ' ' || pg_get_userbyid(relowner)
    from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
  union all select 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace
  union all select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
  union all select 'policy', tablename || '.' || policyname, cmd || ' ' || permissive || ' ' || roles::text || ' ' || qual || ' ' || with_check
    from pg_policies where schemaname = 'public'
  order by 1, 2`;

describe.runIf(postgresForTests() !== null)('the migrations on PostgreSQL', () => {
  let place: TestDatabase;
  let pool: PostgresPool;
  let admin: Client;
  let database: SqlDatabase;

  beforeEach(async () => {
    place = await makeEmptyDatabase();
    pool = new PostgresPool({ url: place.ownerUrl, connections: 2, isBounded: false });
    const lines = new WriteLines((work) => pool.use(work));
    // Migrations do nothing but write.
    database = { write: lines.write.bind(lines) } as unknown as SqlDatabase;
    admin = new Client({ connectionString: place.adminUrl });
    await admin.connect();
  });
  afterEach(async () => {
    await admin.end();
    await pool.close();
    await place.drop();
  });

  const dump = async () => (await admin.query(catalogue)).rows;
  const up = (migrations: readonly Migration[] = allMigrations) => migrateUp(database, migrations, 0);
  const open = (ownerUrl: string | null) =>
    openPostgresStore({ url: place.url, ownerUrl, clock: new FakeClock(), sha256, sealing: sealingWith() });

  it('give the same catalogue after going down and up again, one by one as well', async () => {
    await up();
    const whole = await dump();
    expect(whole.length).toBeGreaterThan(500);
    await migrateDown(database, allMigrations, null);
    expect(await dump()).toEqual([]);
    await up();
    expect(await dump()).toEqual(whole);
    for (const { name } of allMigrations.toReversed()) {
      await migrateDown(database, allMigrations, name);
      await up();
      expect(await dump(), name).toEqual(whole);
    }
  });

  it('compare every text byte by byte, and hold whole numbers of 64 bits', async () => {
    await up();
    const { rows } = await admin.query(
      `select table_name, column_name, data_type, collation_name from information_schema.columns where table_schema = 'public'
       and not (data_type in ('bigint', 'bytea') or (data_type = 'text' and collation_name = 'C'))`,
    );
    expect(rows).toEqual([]);
  });

  it('that fail half-way leave the catalogue and the data as they were', async () => {
    await (await open(place.ownerUrl)).close();
    const store = await open(null);
    const make = storeBuilders(new FakeClock());
    const tenant = make.aTenant();
    const channel = make.aChannel(tenant.state.id);
    await store.platform.saveTenant(tenant, make.anAudit(), { channel, member: null });
    await store.close();
    const before = await dump();
    const broken: Migration = {
      name: '9999-broken',
      up: async (db) => {
        await db.schema.createTable('half').addColumn('id', 'text').execute();
        await db.updateTable('tenants').set({ name: 'half' }).execute();
        throw new Error('half way');
      },
      down: async () => undefined,
    };
    await expect(up([...allMigrations, broken])).rejects.toThrow('half way');
    expect(await dump()).toEqual(before);
    const again = await open(null);
    expect((await again.platform.findTenant(tenant.state.id))?.state.name).toBe(tenant.state.name);
    await again.close();
  });

  it('refuse data of a newer release, whoever opens it', async () => {
    await (await open(place.ownerUrl)).close();
    await expect(up(allMigrations.slice(0, -1))).rejects.toBeInstanceOf(NewerSchema);
    await admin.query("insert into schema_migrations values ('9999-later', 0)");
    await expect(open(null)).rejects.toBeInstanceOf(NewerSchema);
    await expect(open(place.ownerUrl)).rejects.toBeInstanceOf(NewerSchema);
  });

  it('run once when two processes start together', async () => {
    const [one, other] = await Promise.all([open(place.ownerUrl), open(place.ownerUrl)]);
    const { rows } = await admin.query('select name from schema_migrations order by name');
    expect(rows.map(({ name }) => name)).toEqual(allMigrations.map(({ name }) => name));
    await Promise.all([one.close(), other.close()]);
  });
});
