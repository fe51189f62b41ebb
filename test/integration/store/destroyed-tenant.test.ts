import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SqliteDatabase } from '#adapters/store/sql/dialects/sqlite/sqlite-database';
import { tenantColumns, tenantTables } from '#adapters/store/sql/tenant-tables';
import { besideTenants, fillEveryTable } from '../../contract/store/fill-every-table.js';
import { StoreWorld } from '../../contract/store/store-world.js';
import { encryptionKey, openSqliteFolder, temporaryFolder } from '../../support/stores.js';

it('a destroyed tenant leaves no row in any table, and the others lose none', async () => {
  const folder = temporaryFolder();
  const world = await StoreWorld.open({
    name: 'sqlite',
    available: true,
    open: (clock) => openSqliteFolder(clock, folder),
  });
  const { make, a, b } = world;
  await fillEveryTable(world);
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
    ...besideTenants.map((table) => [table, 'tenant_id']),
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
