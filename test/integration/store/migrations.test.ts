import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteDatabase } from '#adapters/store/sql/dialects/sqlite/sqlite-database';
import { encodeJson } from '#adapters/store/sql/json-codec';
import { StillSealed } from '#adapters/store/sql/migrations/0024-sealing';
import { allMigrations } from '#adapters/store/sql/migrations/all-migrations';
import { migrateDown, migrateUp, NewerSchema } from '#adapters/store/sql/migrations/migrate';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import { SqlStore } from '#adapters/store/sql/sql-store';
import { tenantColumns, tenantTables } from '#adapters/store/sql/tenant-tables';
import { mailTopics } from '#domain/identity/user';
import { CustomerId, TenantId, UserId } from '#domain/shared/ids';
import { configOfSettings } from '#domain/studio/assistant-config';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { emptyProfile } from '#domain/tenancy/business-profile';
import { defaultHours } from '#domain/tenancy/working-hours';
import { withCanaries } from '../../support/canaries.js';
import { FakeClock } from '../../support/fake-clock.js';
import { sealingWith } from '../../support/sealing.js';
import { storeBuilders } from '../../support/store-builders.js';
import { encryptionKey, sha256, temporaryFolder } from '../../support/stores.js';

let folder: string;
let database: SqliteDatabase;
beforeEach(() => {
  folder = temporaryFolder();
  database = SqliteDatabase.open(folder, encryptionKey);
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = (sql: string) => database.read((session) => session.rows(sql, []));
const dump = () => rows("select type, name, sql from sqlite_master where name not like 'sqlite_%' order by type, name");
const up = () => migrateUp(database, allMigrations, 0);

describe('the migrations', () => {
  it('give the same schema after going down and up again', async () => {
    await up();
    const before = await dump();
    expect(before.length).toBeGreaterThan(30);
    await migrateDown(database, allMigrations, null);
    expect(await dump()).toEqual([]);
    await up();
    expect(await dump()).toEqual(before);
  });

  it('go down and up one by one', async () => {
    await up();
    const whole = await dump();
    for (const { name } of allMigrations.toReversed()) {
      await migrateDown(database, allMigrations, name);
      await up();
      expect(await dump(), name).toEqual(whole);
    }
  });

  it('run once, and all of one or nothing of it', async () => {
    await up();
    await up();
    const broken = {
      name: '9999-broken',
      up: async (db: Parameters<(typeof allMigrations)[0]['up']>[0]) => {
        await db.schema.createTable('half').addColumn('id', 'text').execute();
        throw new Error('half way');
      },
      down: async () => undefined,
    };
    const before = await dump();
    await expect(migrateUp(database, [...allMigrations, broken], 0)).rejects.toThrow('half way');
    expect(await dump()).toEqual(before);
  });

  it('refuse data of a newer release', async () => {
    await up();
    await expect(migrateUp(database, allMigrations.slice(0, -1), 0)).rejects.toBeInstanceOf(NewerSchema);
  });

  it('are not taken back where rows are sealed: nobody could read them without the keys that would go', async () => {
    await database.close();
    const clock = new FakeClock();
    const store = await openSqliteStore({ folder, encryptionKey, clock, sha256, sealing: sealingWith() });
    const { messageId } = await withCanaries(store, clock);
    await store.close();
    database = SqliteDatabase.open(folder, encryptionKey);
    const stored = () => rows(`select * from messages where id = '${messageId}'`);
    const [schema, message] = [await dump(), await stored()];
    expect(message).toHaveLength(1);
    await expect(migrateDown(database, allMigrations, '0023')).rejects.toBeInstanceOf(StillSealed);
    expect(await dump()).toEqual(schema);
    expect(await stored()).toEqual(message);
    expect(await rows('select * from tenant_keys')).not.toEqual([]);
  });

  it('are named in the order they run', () => {
    const names = allMigrations.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    for (const name of names) expect(name).toMatch(/^\d{4}-[a-z-]+$/);
  });

  it('lead every key and every index of a tenant’s table with the tenant', async () => {
    await up();
    /** Found before any tenant is known, or across all of them; everything else would be a way around the tenant. */
    const acrossTenants = new Set([
      'turns_due',
      'deliveries_due',
      'turns_unapplied',
      'knowledge_documents_due',
      'studio_runs_due',
      'channel_wishes_open',
      'media_fetches_due',
      'members_of_user',
      'tenants_newest',
      'widget_sessions_idle',
      'widget_sessions_old',
    ]);
    const platformKeys = [['prefix'], ['kind', 'external_key'], ['slug']];
    for (const table of tenantTables) {
      const columns = await rows(`select name, pk from pragma_table_info('${table}') order by pk`);
      expect(columns.filter((column) => Number(column['pk']) > 0)[0]?.['name'], table).toBe(tenantColumns[table]);
      for (const { name } of await rows(`select name from pragma_index_list('${table}')`)) {
        const indexed = (await rows(`select name from pragma_index_info('${String(name)}') order by seqno`)).map(
          (row) => row['name'],
        );
        const isPlatformKey = platformKeys.some((key) => JSON.stringify(key) === JSON.stringify(indexed));
        if (!acrossTenants.has(String(name)) && !isPlatformKey)
          expect(indexed[0], String(name)).toBe(tenantColumns[table]);
      }
    }
    const all = (await rows("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")).map(
      (row) => row['name'],
    );
    const others = [
      'users',
      'sessions',
      'kill_switches',
      'one_time_links',
      'mails',
      'ai_settings',
      'ai_spend',
      'schema_migrations',
    ];
    expect([...all].sort(), 'a new table is a tenant’s or is named here').toEqual([...tenantTables, ...others].sort());
  });

  it('give what was stored before them what it would have got', async () => {
    await migrateUp(database, allMigrations.slice(0, 6), 0);
    const insert = (sql: string) => database.write((session) => session.run(sql, []));
    await insert("insert into tenants values ('t', 's', 'n', 'active', 'AED', 'UTC', '{}', 0, 0, 0, 0, 1)");
    await insert("insert into users values ('u', 'u@example.com', 'U', 'x', 0, 0, 1)");
    for (const [user, role] of [
      ['admin', 'tenant_admin'],
      ['agent', 'agent'],
    ])
      await insert(`insert into members values ('t', '${user}', 'e', 'n', '${role}', 1, 0, 1)`);
    await insert("insert into customers values ('t', 'c', 'Amal', null, 0)");
    await up();
    const store = new SqlStore(database, { clock: new FakeClock(), sha256, sealing: null });
    const tenant = store.tenant(TenantId('t'));
    expect((await tenant.findTenant())?.state).toMatchObject({ profile: emptyProfile, hours: defaultHours });
    expect((await store.platform.findUser(UserId('u')))?.emailVerifiedAt).toBeNull();
    const mailAbout = async (user: string) => (await tenant.team.findMember(UserId(user)))?.mailAbout;
    expect(await mailAbout('admin')).toEqual(mailTopics);
    expect(await mailAbout('agent')).toEqual([]);
    const blank = { email: null, phone: null, remark: '', version: 1 };
    expect(await tenant.conversations.findCustomer(CustomerId('c'))).toMatchObject(blank);
  });

  it('carry a tenant’s settings into its default assistant, nothing lost', async () => {
    const before = allMigrations.filter(({ name }) => name < '0017');
    await migrateUp(database, before, 0);
    const settings = {
      ...defaultAssistantSettings,
      languages: ['ar'],
      defaultLanguage: 'ar',
      confidenceThreshold: 0.93,
      escalationKeywords: ['محامي', '"quoted"'],
      allowedResponses: ['faqs'],
    } as const;
    const { undoMs: _later, ...stored } = settings;
    const make = storeBuilders(new FakeClock());
    const { id, price } = make.aService(TenantId('ten_1'));
    const service = encodeJson({ ...make.aService(TenantId('ten_1')), id });
    await database.write((session) =>
      session.run(
        "insert into tenants (id, slug, name, status, currency, time_zone, assistant, profile, hours, cloud_api_allowed, catalogue_version, order_count, created_at, version) values ('ten_1', 's', 'n', 'active', 'AED', 'UTC', ?, '{}', '{}', 0, 0, 0, 1000, 1)",
        [encodeJson(stored)],
      ),
    );
    await database.write((session) =>
      session.run("insert into services values ('ten_1', ?, 1, ?, 0, 3)", [id, service]),
    );
    await up();
    const store = new SqlStore(database, { clock: new FakeClock(), sha256, sealing: null }).tenant(TenantId('ten_1'));
    const [live] = await store.assistants.live();
    expect(live).toMatchObject({ isDefault: true, number: 1, config: configOfSettings(settings) });
    expect((await store.findTenant())?.state.assistant).toEqual(settings);
    expect(await store.prices.latest(id)).toMatchObject({ serviceVersion: 3, price });
  });

  it('let no row refer to another tenant’s', async () => {
    await up();
    for (const table of tenantTables)
      for (const key of await rows(`select * from pragma_foreign_key_list('${table}') where seq = 0`))
        expect([key['from'], key['to']], table).toEqual(['tenant_id', key['table'] === 'tenants' ? 'id' : 'tenant_id']);
  });
});
