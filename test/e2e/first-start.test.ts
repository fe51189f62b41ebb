import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { password } from './business.js';

const folder = temporaryFolder('first-start');
let product: Product | undefined;
afterEach(async () => {
  await product?.kill('SIGTERM');
  folder.remove();
});

const setUp = (url: string, token: string | null, email = 'root@platform.test') =>
  new HttpClient(url)
    .post<{ accessToken: string }>('/api/auth/setup', { token, email, password, name: 'Root', tokenIn: 'body' })
    .then(({ accessToken }) => ({ accessToken, code: 'done' }))
    .catch((error: { code: string }) => ({ accessToken: '', code: error.code }));

const readMail = (dataDir: string): string => {
  const folder = join(dataDir, 'mails');
  const [name = 'none'] = readdirSync(folder).filter((each) => each.endsWith('.eml'));
  return readFileSync(join(folder, name), 'utf8')
    .replaceAll(/=\r?\n/g, '')
    .replaceAll('=3D', '=');
};

describe('the first start', () => {
  it('prints a setup token that makes one super admin, once, and never prints one again', async () => {
    product = await startProduct({ dataDir: folder.path });
    const { url, setupToken } = product;
    expect(setupToken).toMatch(/^\S{20,}$/);
    expect((await setUp(url, 'not-the-token')).code).toBe('platform.wrong_setup_token');
    const both = await Promise.all([setUp(url, setupToken), setUp(url, setupToken, 'second@platform.test')]);
    expect(both.map(({ code }) => code).toSorted()).toEqual(['done', 'platform.already_set_up']);
    expect((await setUp(url, setupToken, 'third@platform.test')).code).toBe('platform.already_set_up');
    const token = both.map(({ accessToken }) => accessToken).join('');
    expect(await new HttpClient(url, { token }).get('/api/v1/admin/tenants')).toEqual({ items: [], next: null });

    await product.kill('SIGTERM');
    product = await startProduct({ dataDir: folder.path });
    expect(product.setupToken).toBeNull();
    expect(product.log.join('\n')).not.toMatch(/setup/i);
    expect((await setUp(product.url, setupToken, 'fourth@platform.test')).code).toBe('platform.already_set_up');
  });

  it.each(['warn', 'silent'])('says where it listens and how to begin also at the log level %s', async (level) => {
    const own = temporaryFolder('first-start-quiet');
    product = await startProduct({ dataDir: own.path, environment: { WAKIL_LOG_LEVEL: level } });
    expect(product.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(product.setupToken).toMatch(/^\S{20,}$/);
    expect(product.log).toHaveLength(2);
    own.remove();
  });

  it('writes the port it found into the links of its mails', async () => {
    const own = temporaryFolder('first-start-port');
    product = await startProduct({ dataDir: own.path });
    const account = { email: 'owner@noor.test', password, name: 'Noor', businessName: 'Noor', currency: 'AED' };
    await new HttpClient(product.url).post('/api/auth/sign-up', account);
    const mail = await vi.waitFor(() => readMail(own.path), { timeout: 10_000 });
    expect(mail).toContain(`${product.url}/app/verify-email#token=`);
    own.remove();
  });
});
