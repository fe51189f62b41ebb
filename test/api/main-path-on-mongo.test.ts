import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mongoServer } from '../support/mongo-stores.js';
import { inMongo } from './places.js';
import { Rig } from './rig.js';

/** Every answer of the substitute server takes its time. */
const patience = { timeout: 60_000 };

describe.runIf(mongoServer() !== null)('on MongoDB', { timeout: 120_000 }, () => {
  let rig: Rig;
  let admin: Record<string, string>;
  let key: Record<string, string>;

  beforeAll(async () => {
    rig = await Rig.start({ works: true, place: inMongo });
    ({ headers: admin } = await rig.signUp('owner@noor.test', 'Noor Spa'));
    const { body: settings } = await rig.must('GET', '/api/v1/settings', undefined, admin);
    await rig.must('PUT', '/api/v1/settings', { version: settings['version'], assistant: { settleMs: 0 } }, admin);
    const { body } = await rig.must('POST', '/api/v1/api-keys', { name: 'shop', scopes: ['chat.send'] }, admin);
    key = { 'x-api-key': String(body['key']) };
    await rig.must('POST', '/api/v1/services', { name: { en: 'Deep massage' }, priceMinor: 15_000 }, admin);
  }, 120_000);
  afterAll(() => rig.stop(), 60_000);

  const say = (session: string, message: string) =>
    rig.must('POST', '/api/v1/chat', { session_id: session, message }, key);
  const said = async (session: string): Promise<string> =>
    JSON.stringify((await rig.must('GET', `/api/v1/chat/${session}/messages`, undefined, key)).body['messages']);
  const pendingOrders = async () =>
    (await rig.must('GET', '/api/v1/orders?status=pending', undefined, admin)).body['items'] as readonly {
      readonly id: string;
      readonly version: number;
    }[];

  it('a customer asks for a price and gets the one of the catalogue', async () => {
    await say('ana', 'How much is the deep massage?');
    await expect.poll(() => said('ana'), patience).toContain('150');
  });

  it('a customer orders, a person approves it, and the customer hears of it', async () => {
    await say('omar', 'I want to order 2 deep massages');
    await expect.poll(() => said('omar'), patience).toContain('300');
    await say('omar', 'yes');
    await expect.poll(async () => (await pendingOrders()).length, patience).toBe(1);
    const [order] = await pendingOrders();
    await rig.must('POST', `/api/v1/orders/${order?.id}/approve`, { version: order?.version }, admin);
    await expect.poll(() => said('omar'), patience).toContain('"from":"system"');
  });

  it('the log holds all of it, in one chain', async () => {
    const { body } = await rig.must('GET', '/api/v1/audit', undefined, admin);
    expect(JSON.stringify(body)).toContain('order.approved');
  });
});
