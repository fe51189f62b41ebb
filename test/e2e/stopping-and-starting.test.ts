import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventSource } from '#test/support/event-source';
import { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { auditHolds, type Business, openBusiness, say, textsOf } from './business.js';
import { oneLine, startInVain } from './run-to-end.js';

let folder: ReturnType<typeof temporaryFolder>;
let product: Product;
let business: Business;
beforeEach(async () => {
  folder = temporaryFolder('process');
  product = await startProduct({ dataDir: folder.path });
  business = await openBusiness(product.url);
});
afterEach(async () => {
  await product.kill('SIGKILL');
  folder.remove();
});

const restart = async (): Promise<void> => {
  product = await startProduct({ dataDir: folder.path });
};
const priceAsked = 'How much is the deep massage?';

describe('a second process on the same data folder', () => {
  it('is refused in one line while the first goes on; after kill -9 of the first the folder opens at once', async () => {
    const second = await startInVain({ WAKIL_DATA_DIR: folder.path, WAKIL_PORT: '0', WAKIL_LOG_LEVEL: 'error' });
    expect(oneLine(second)).toBe(
      `wakil: another process is using the data folder ${folder.path}; stop it first; only with PostgreSQL or MongoDB may several processes share a store`,
    );
    const { conversation_id: id, reply } = await say(business.shop, 'ana', priceAsked);
    expect(reply).toContain('150');
    await product.kill('SIGKILL');
    await restart();
    const owner = new HttpClient(product.url, { token: business.token });
    expect(await textsOf(owner, id)).toEqual([reply, priceAsked]);
    expect(await auditHolds(owner)).toBe(true);
  });
});

describe('SIGTERM', () => {
  it('stops in good order; the next start serves the same data to the same tokens', async () => {
    const { conversation_id: id, reply } = await say(business.shop, 'ana', priceAsked);
    expect(await product.kill('SIGTERM')).toBe(0);
    // Mail under way goes out between the two.
    const said = product.log.map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(said.filter((message) => message.startsWith('server.')).slice(-2)).toEqual([
      'server.stopping',
      'server.stopped',
    ]);
    expect(said.at(-1)).toBe('server.stopped');
    await restart();
    expect(await textsOf(new HttpClient(product.url, { token: business.token }), id)).toEqual([reply, priceAsked]);
  });

  it('lets a request under way have its answer', async () => {
    const { version } = await business.admin.get<{ version: number }>('/api/v1/settings');
    await business.admin.put('/api/v1/settings', { version, assistant: { settleMs: 1_500 } });
    const answer = say(business.shop, 'ana', priceAsked);
    // The message is stored, and the assistant waits whether the customer says more: now it is under way.
    await expect
      .poll(async () => (await business.admin.all('/api/v1/conversations')).length, { timeout: 5_000, interval: 10 })
      .toBe(1);
    const stopped = product.kill('SIGTERM');
    expect(await answer).toMatchObject({ status: 'answered', reply: expect.stringContaining('150') as string });
    expect(await stopped).toBe(0);
  });

  it('waits for no screen that listens: it is let go, and comes back to the next process for everything', async () => {
    const headers = { authorization: `Bearer ${business.token}` };
    const screen = await EventSource.open(`${product.url}/api/v1/events`, headers);
    await screen.until(({ heard }) => heard.length > 0);
    const startedAt = performance.now();
    expect(await product.kill('SIGTERM')).toBe(0);
    await screen.untilOver();
    // An answer under way is given twenty-five seconds.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await restart();
    const back = await EventSource.open(`${product.url}/api/v1/events`, headers, screen.lastId);
    await back.until(({ heard }) => heard.length === 2);
    expect(back.names()).toEqual(['hello', 'reset']);
    back.leave();
  });
});
