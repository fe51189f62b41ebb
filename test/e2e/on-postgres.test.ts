import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEmptyDatabase, postgresForTests, type TestDatabase } from '#test/support/postgres-database';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { auditHolds, openBusiness, say, textsOf } from './business.js';
import { at, orderByChat, orders } from './order-by-chat.js';
import { oneLine, startInVain } from './run-to-end.js';

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
});
