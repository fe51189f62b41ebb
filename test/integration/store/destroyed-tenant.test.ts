import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SqliteDatabase } from '#adapters/store/sql/dialects/sqlite/sqlite-database';
import { tenantColumns, tenantTables } from '#adapters/store/sql/tenant-tables';
import { emptyProfile } from '#domain/tenancy/business-profile';
import { faceIsolation } from '../../contract/store/isolation-face.js';
import { studioIsolation } from '../../contract/store/isolation-studio.js';
import { StoreWorld } from '../../contract/store/store-world.js';
import { encryptionKey, openSqliteFolder, temporaryFolder } from '../../support/stores.js';

it('a destroyed tenant leaves no row in any table, and the others lose none', async () => {
  const folder = temporaryFolder();
  const world = await StoreWorld.open({
    name: 'sqlite',
    available: true,
    open: (clock) => openSqliteFolder(clock, folder),
  });
  const { make, a, b, clock } = world;
  const { fillFace } = faceIsolation(() => world);
  const studio = studioIsolation(() => world);
  const profile = { ...emptyProfile, phone: '+971500000009' };
  await a.store.saveTenant((await a.store.findTenant())!.with({ profile }), make.anAudit());
  for (const at of [a, b]) {
    const { tenantId, catalogue, team, apiKeys } = at.store;
    const { conversationId } = await world.ordered(at);
    const { customerId } = (await world.find(conversationId, at)).state;
    await fillFace({ conversationId, customerId }, at);
    await studio.fill(conversationId, make.ids.turn(), at);
    await world.store.platform.addOneTimeLink(make.aLink({ tenantId }));
    await world.store.platform.mails.add([make.aMail({ tenantId })]);
    await catalogue.saveServices([make.aService(tenantId)], []);
    await catalogue.saveFaqs([make.aFaq(tenantId)], []);
    await team.saveMember(make.aMember(tenantId), make.anAudit());
    await team.saveRole(make.aRole(tenantId), make.anAudit());
    await apiKeys.save(make.anApiKey(tenantId), make.anAudit());
    const user = await world.store.platform.saveUser(make.aUser());
    await world.store.platform.saveSession(make.aSession(user, { tenantId }));
    const on = { tenantId, on: true, reason: '', by: null, at: clock.now(), version: 0 };
    await world.store.platform.saveKillSwitch(on, make.anAudit());
  }
  const tenant = (await world.store.platform.findTenant(a.store.tenantId))!;
  await world.store.platform.saveTenant(tenant.moveTo('deleted'), make.anAudit());
  await world.store.platform.destroyTenant(a.store.tenantId, make.anAudit());
  await world.store.close();

  const database = SqliteDatabase.open(folder, encryptionKey);
  const count = (table: string, column: string, tenantId: string) =>
    database.read(async (session) => {
      const row = await session.first(`select count(*) as n from ${table} where ${column} = ?`, [tenantId]);
      return row?.['n'];
    });
  const tables = [
    ...tenantTables.map((table) => [table, tenantColumns[table]]),
    ['sessions', 'tenant_id'],
    ['kill_switches', 'tenant_id'],
    ['one_time_links', 'tenant_id'],
    ['mails', 'tenant_id'],
  ];
  for (const [table, column] of tables as [string, string][]) {
    expect(await count(table, column, a.store.tenantId), table).toBe(table === 'tenants' ? 1 : 0);
    expect(await count(table, column, b.store.tenantId), `${table} is filled by this test`).toBeGreaterThan(0);
  }
  const left = await database.read((session) =>
    session.first('select * from tenants where id = ?', [a.store.tenantId]),
  );
  expect(left).toMatchObject({ status: 'destroyed', name: '', slug: a.store.tenantId, profile: '{}' });
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});
