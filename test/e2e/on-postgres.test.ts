import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpClient } from '#test/support/http-client';
import { makeEmptyDatabase, postgresForTests, type TestDatabase } from '#test/support/postgres-database';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { auditHolds, type Business, openBusiness, say, textsOf } from './business.js';
import { oneLine, startInVain } from './run-to-end.js';

type Order = { readonly id: string; readonly version: number; readonly status: string; readonly number: number };

/** What a customer says to each question of the assistant's; the first that fits. */
const answers: readonly (readonly [question: RegExp, answer: string])[] = [
  [/Shall I send this request/i, 'yes'],
  [/name/i, 'My name is Omar'],
  [/phone|number/i, '+971 50 123 4567'],
  [/when|date|day/i, 'tomorrow at 5 pm'],
  [/address/i, '12 Marina Walk'],
];

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

  const orders = async ({ admin }: Business): Promise<readonly Order[]> => admin.all<Order>('/api/v1/orders');

  const orderByChat = async (business: Business): Promise<string> => {
    let { reply, conversation_id: id } = await say(business.shop, 'omar', 'I want to book a Deep massage');
    for (let asked = 0; asked < 8 && (await orders(business)).length === 0; asked++) {
      const answer = answers.find(([question]) => question.test(reply ?? ''))?.[1] ?? 'yes';
      ({ reply, conversation_id: id } = await say(business.shop, 'omar', answer));
    }
    return id;
  };

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

const at = (url: string, business: Business): Business => ({
  ...business,
  admin: new HttpClient(url, { token: business.token }),
  shop: new HttpClient(url, { apiKey: business.key }),
});
