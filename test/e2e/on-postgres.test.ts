import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdmin } from '#test/services/postgres-roles';
import { makeEmptyDatabase, postgresForTests, type TestDatabase } from '#test/support/postgres-database';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { auditHolds, openBusiness, say, textsOf } from './business.js';
import { at, orderByChat, orders } from './order-by-chat.js';
import { codeTold, type Ended, oneLine, startInVain } from './run-to-end.js';

describe.runIf(postgresForTests() !== null)('the product on PostgreSQL', () => {
  const folder = temporaryFolder('on-postgres');
  let database: TestDatabase;
  let product: Product;
  beforeAll(async () => {
    database = await makeEmptyDatabase();
    const environment = { POSTGRES_URL: database.url, POSTGRES_OWNER_URL: database.ownerUrl };
    product = await startProduct({ dataDir: folder.path, environment });
  });
  afterAll(async () => {
    await product.kill('SIGTERM');
    await database.drop();
    folder.remove();
  });

  it('answers, takes an order that a person approves, and loses nothing to a kill', async () => {
    const business = await openBusiness(product.url);
    expect((await say(business.shop, 'amal', 'How much is the Deep massage?')).reply).toContain('150');
    const conversation = await orderByChat(business);
    const [order] = await orders(business);
    expect(order).toMatchObject({ status: 'pending', number: 1 });
    await business.admin.post(`/api/v1/orders/${order?.id}/approve`, { version: order?.version });
    const before = await textsOf(business.admin, conversation);
    await product.kill('SIGKILL');

    // As it is deployed: the role that serves brings no schema up to date.
    product = await startProduct({ dataDir: folder.path, environment: { POSTGRES_URL: database.url } });
    const again = at(product.url, business);
    expect(await orders(again)).toMatchObject([{ status: 'approved', number: 1 }]);
    expect((await textsOf(again.admin, conversation)).slice(0, before.length)).toEqual(before);
    expect(await auditHolds(again.admin)).toBe(true);
    expect((await say(again.shop, 'amal', 'How much is the Deep massage?')).reply).toContain('150');
  });

  it('does not start with what it cannot use, says so in one line, and tells no password', async () => {
    const inVain = async (environment: Record<string, string>): Promise<string> =>
      oneLine(
        await startInVain({ WAKIL_DATA_DIR: folder.path, WAKIL_PORT: '0', WAKIL_LOG_LEVEL: 'error', ...environment }),
      );
    const wrong = new URL(database.url);
    wrong.password = 'hunter2';
    expect(await inVain({ POSTGRES_URL: wrong.href })).toMatch(
      /^wakil: POSTGRES_URL: the server at \S+ does not let \S+ in/,
    );
    expect(await inVain({ POSTGRES_URL: 'mysql://wakil:hunter2@127.0.0.1/wakil' })).toMatch(
      /^wakil: POSTGRES_URL must be a PostgreSQL address/,
    );
    expect(await inVain({ POSTGRES_OWNER_URL: database.ownerUrl })).toMatch(
      /^wakil: POSTGRES_OWNER_URL needs POSTGRES_URL/,
    );
    const superuser = await inVain({ POSTGRES_URL: database.adminUrl });
    expect(superuser).toMatch(/^wakil: POSTGRES_URL must name a role that row security binds/);
    const secrets = [
      'hunter2',
      ...[database.url, database.ownerUrl, database.adminUrl].map((url) => new URL(url).password),
    ];
    for (const secret of secrets) expect(superuser + product.log.join('\n')).not.toContain(secret);
  });

  /** What a refused start must not have touched. */
  const dataAsItIs = () =>
    asAdmin(database.adminUrl, async (client) => {
      const tables = ['schema_migrations', 'tenants', 'messages', 'channel_leases'];
      const found: unknown[] = [];
      for (const table of tables) found.push((await client.query(`select * from ${table} order by 1, 2`)).rows);
      const columns = `select table_name, column_name from information_schema.columns where table_schema = 'public' order by 1, 2`;
      return [...found, (await client.query(columns)).rows];
    });
  const asItWas = async (environment: Record<string, string>): Promise<Ended> => {
    const before = await dataAsItIs();
    const ended = await startInVain({ WAKIL_DATA_DIR: folder.path, WAKIL_PORT: '0', ...environment });
    expect(await dataAsItIs()).toEqual(before);
    expect(ended.out + ended.err).not.toContain(new URL(String(environment['POSTGRES_URL'])).password);
    return ended;
  };
  const both = () => ({ POSTGRES_URL: database.url, POSTGRES_OWNER_URL: database.ownerUrl });

  it('does not start as a role that bypasses row security', async () => {
    const role = `${database.name}_wide`;
    const made = `create role ${role} login bypassrls password 'hunter2-of-its-own'`;
    await asAdmin(database.adminUrl, (client) => client.query(made));
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'hunter2-of-its-own'];
    try {
      const ended = await asItWas({ POSTGRES_URL: url.href, POSTGRES_OWNER_URL: database.ownerUrl });
      expect(oneLine(ended)).toMatch(/row security binds; \S+_wide is allowed to bypass row security: make one with/);
      expect(codeTold(ended)).toBe('store.unbound_role');
    } finally {
      await asAdmin(database.adminUrl, (client) => client.query(`drop role ${role}`));
    }
  });

  it('does not start on what a newer release wrote, and leaves it as it is', async () => {
    const name = '9999-from-the-future';
    const change = (sql: string) => asAdmin(database.adminUrl, (client) => client.query(sql, [name]));
    await change('insert into schema_migrations (name, applied_at) values ($1, 0)');
    for (const environment of [both(), { POSTGRES_URL: database.url }]) {
      const ended = await asItWas(environment);
      expect(oneLine(ended)).toBe('wakil: the data belongs to a newer release; start that one');
      expect(codeTold(ended)).toBe('store.newer_schema');
    }
    await change('delete from schema_migrations where name = $1');
  });

  it('takes a migration back whole that fails half-way, and goes on once nothing is in its way', async () => {
    await product.kill('SIGTERM');
    const change = (...statements: readonly string[]) =>
      asAdmin(database.adminUrl, async (client) => {
        for (const sql of statements) await client.query(sql);
      });
    // Its table can be made again, the column it adds is there already.
    await change('drop table channel_wishes', "delete from schema_migrations where name = '0022-number-wishes'");
    const ended = await asItWas(both());
    expect(oneLine(ended)).toMatch(
      /^wakil: the migration 0022-number-wishes could not be made, and was taken back whole \(.*"shown".*\): start the release/,
    );
    expect(codeTold(ended)).toBe('store.migration_failed');
    await change('alter table channel_leases drop column shown');
    product = await startProduct({ dataDir: folder.path, environment: both() });
    expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
  });
});
