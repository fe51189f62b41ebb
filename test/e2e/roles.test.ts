import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { type Business, openBusiness, textsOf } from './business.js';

let folder: ReturnType<typeof temporaryFolder>;
let product: Product;
beforeEach(() => {
  folder = temporaryFolder('roles');
});
afterEach(async () => {
  await product.kill('SIGKILL');
  folder.remove();
});

const start = async (roles: string, environment: Record<string, string> = {}): Promise<void> => {
  product = await startProduct({ dataDir: folder.path, environment: { WAKIL_ROLES: roles, ...environment } });
};
const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;
const figure = async (name: string): Promise<number | null> => {
  const text = await (await fetch(`${product.healthUrl}/metrics`)).text();
  const found = new RegExp(`^${name.replaceAll(/[{}]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1];
  return found === undefined ? null : Number(found);
};

/** What a customer asked and nobody has answered yet, as a server leaves it that dies at that moment. */
const leaveAQuestion = async (): Promise<{ business: Business; id: string }> => {
  await start('api');
  const business = await openBusiness(product.url);
  void business.shop
    .post('/api/v1/chat', { session_id: 'ana', message: 'How much is the deep massage?' })
    .catch(() => 0);
  const talks = () => business.admin.all<{ conversation: { id: string } }>('/api/v1/conversations');
  await expect.poll(async () => (await talks()).length, { timeout: 5_000, interval: 10 }).toBe(1);
  const [talk] = await talks();
  return { business, id: String(talk?.conversation.id) };
};

describe('a process of the role api alone', () => {
  it('stores what customers write, and leaves the answer to others', async () => {
    const { business, id } = await leaveAQuestion();
    expect(await textsOf(business.admin, id)).toEqual(['How much is the deep massage?']);
    expect(await statusOf(`${product.url}/readyz`)).toBe(200);
    expect(product.healthUrl).toBeNull();
  });

  it('opens no linked number: that is for a process of the role whatsapp', async () => {
    await start('api');
    const { admin } = await openBusiness(product.url);
    const { id } = await admin.post<{ id: string }>('/api/v1/channels', { kind: 'whatsapp', name: 'Ours' });
    const link = admin.post(`/api/v1/channels/${id}/session/link`, { how: 'qr' });
    await expect(link).rejects.toThrow(/channel_session\.held_elsewhere/);
    expect(await product.kill('SIGTERM')).toBe(0);
  });
});

describe('a process of the role worker alone', () => {
  it('answers what others stored, serves its health only, and stops in good order', async () => {
    const { business, id } = await leaveAQuestion();
    await product.kill('SIGKILL');
    await start('worker');
    expect(await statusOf(`${product.url}/api/v1/conversations`)).toBe(404);
    await expect.poll(() => figure('wakil_turns_total{outcome="reply"}'), { timeout: 10_000 }).toBe(1);
    await expect.poll(() => figure('wakil_deliveries_total{status="sent"}'), { timeout: 10_000 }).toBe(1);
    // Nobody told this process of it.
    expect(await figure('wakil_sweeper_rescues_total{kind="take_turn"}')).toBe(1);
    expect(await product.kill('SIGTERM')).toBe(0);
    await start('api');
    expect(await textsOf(new HttpClient(product.url, { token: business.token }), id)).toHaveLength(2);
  });
});

describe('a process of the role whatsapp alone', () => {
  it('serves its health, and stops in good order', async () => {
    await start('whatsapp');
    expect(await statusOf(`${product.url}/healthz`)).toBe(200);
    await expect.poll(() => statusOf(`${product.url}/readyz`)).toBe(200);
    expect(await figure('wakil_ready')).toBe(1);
    expect(await product.kill('SIGTERM')).toBe(0);
    expect(product.log.at(-1)).toContain('server.stopped');
  });
});

describe('the health port', () => {
  it('says not ready first, while requests are still answered; then takes none', async () => {
    await start('api,worker,whatsapp', { WAKIL_HEALTH_PORT: '0', WAKIL_STOP_DELAY_MS: '1500' });
    const stopped = product.kill('SIGTERM');
    await expect.poll(() => statusOf(`${product.healthUrl}/readyz`), { timeout: 1_400, interval: 5 }).toBe(503);
    expect(await statusOf(`${product.url}/readyz`)).toBe(503);
    const answer = await fetch(`${product.url}/healthz`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('connection')).toBe('close');
    expect(await stopped).toBe(0);
  });

  it('shows figures to who has the token, if there is one, and names no tenant', async () => {
    const token = 'a-token-of-the-monitoring';
    await start('api,worker,whatsapp', { WAKIL_HEALTH_PORT: '0', WAKIL_METRICS_TOKEN: token });
    const business = await openBusiness(product.url);
    await business.shop.post('/api/v1/chat', { session_id: 'ana', message: 'How much is the deep massage?' });
    expect(await statusOf(`${product.healthUrl}/metrics`)).toBe(401);
    const answer = await fetch(`${product.healthUrl}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    const text = await answer.text();
    expect(text).toContain('wakil_http_requests_total{method="post",route="/api/v1/chat",status="200"} 1');
    expect(text).toContain('wakil_messages_received_total{kind="stored"} 1');
    expect(text).not.toMatch(/ten_|cnv_|massage|ana|@/);
    expect(await statusOf(`${product.url}/metrics`)).toBe(404);
  });
});
