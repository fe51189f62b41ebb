import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { redisIsMissing, startRedis } from '#test/services/redis';
import { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { codeTold, type Ended, oneLine, startInVain } from './run-to-end.js';

const root = { email: 'root@wakil.test', password: 'another horse battery staple', name: 'Root' };
const vendorKey = 'sk-test-hunter2-0123456789';
const folder = temporaryFolder('refused');
const keys = join(folder.path, 'keys');
let product: Product;

const start = (): Promise<Product> =>
  startProduct({
    dataDir: folder.path,
    environment: { WAKIL_LOG_LEVEL: 'warn', WAKIL_SMTP_URL: 'smtp://127.0.0.1:9' },
  });
const inVain = (environment: Record<string, string> = {}): Promise<Ended> =>
  startInVain({ WAKIL_DATA_DIR: folder.path, WAKIL_PORT: '0', WAKIL_LOG_LEVEL: 'error', ...environment });

/** Every file of the data folder that holds anything, by its content, but for those of locks. */
const dataAsItIs = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/-shm$|\.lock/.test(entry.name))
      .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name))] as const)
      .filter(([, content]) => content.length > 0)
      .map(([name, content]) => [name, createHash('sha256').update(content).digest('hex')]),
  );

const signIn = async (): Promise<HttpClient> => {
  const { email, password } = root;
  const body = { email, password, tokenIn: 'body' };
  const { accessToken: token } = await new HttpClient(product.url).post<{ accessToken: string }>(
    '/api/auth/sign-in',
    body,
  );
  return new HttpClient(product.url, { token });
};

/** A business-like platform: one provider whose key is sealed with the vault's key. */
beforeAll(async () => {
  product = await start();
  const setup = { token: product.setupToken, ...root, tokenIn: 'body' };
  const { accessToken: token } = await new HttpClient(product.url).post<{ accessToken: string }>(
    '/api/auth/setup',
    setup,
  );
  const settings = { vendor: 'openai', settings: { baseUrl: 'http://127.0.0.1:9' }, apiKey: vendorKey };
  await new HttpClient(product.url, { token }).put('/api/v1/platform/ai/connections/house', settings);
  await product.kill('SIGTERM');
}, 60_000);
afterAll(async () => {
  await product.kill('SIGKILL');
  folder.remove();
});

describe('a start with a key file that is damaged', () => {
  it.each([
    ['vault.key', 'hunter2', /vault\.key holds no key: put it back from your copy$/],
    ['master.key', 'hunter2', /master\.key holds no key: put it back from your copy$/],
    ['links.key', 'hunter2', /links\.key holds no key: put it back from your copy$/],
    ['blobs.key', '', /blobs\.key is empty: put the key back from your copy$/],
    ['signing-keys.json', '{"hunter2', /signing-keys\.json holds no signing keys: put it back .* or remove it/],
    ['signing-keys.json', '["hunter2"]', /signing-keys\.json holds no signing keys: put it back .* or remove it/],
  ])('%s: says so in one line, shows nothing of it, and changes nothing', async (name, content, line) => {
    const path = join(keys, name);
    const kept = readFileSync(path);
    writeFileSync(path, content);
    const before = dataAsItIs();
    const ended = await inVain();
    expect(oneLine(ended)).toMatch(line);
    expect(codeTold(ended)).toBe('start.key_file_damaged');
    expect(ended.err + ended.out).not.toContain('hunter2');
    expect(dataAsItIs()).toEqual(before);
    writeFileSync(path, kept);
  });
});

describe('the key of the vault', () => {
  const path = join(keys, 'vault.key');

  it('that is lost is asked for at the start, and no other is made in its place', async () => {
    renameSync(path, `${path}.kept`);
    const before = dataAsItIs();
    const ended = await inVain();
    expect(oneLine(ended)).toMatch(
      /vault\.key must hold the key that linked numbers, keys of AI providers and secrets of functions are/,
    );
    expect(codeTold(ended)).toBe('start.vault_key_missing');
    expect(dataAsItIs()).toEqual(before);
    renameSync(`${path}.kept`, path);
  });

  // Whatever became of the test.
  afterEach(async () => {
    await product.kill('SIGKILL');
  });

  it('that is another one opens nothing: what needs it says so, nothing is written over, and the right one opens it again', async () => {
    const kept = readFileSync(path);
    writeFileSync(path, `${'ab'.repeat(32)}\n`);
    product = await start();
    const connections = async () =>
      (await (await signIn()).get<{ connections: object[] }>('/api/v1/platform/ai')).connections;
    const unreadable = await connections();
    expect(unreadable).toEqual([expect.objectContaining({ keyIsUnreadable: true, keyLastFour: '6789' })]);
    expect(product.log.join('\n')).toContain('ai.key_not_opened');
    expect(product.log.join('\n')).not.toContain('hunter2');
    await product.kill('SIGTERM');
    writeFileSync(path, kept);
    product = await start();
    expect(await connections()).toEqual(unreadable.map((each) => ({ ...each, keyIsUnreadable: false })));
    expect(product.log.join('\n')).not.toContain('ai.key_not_opened');
    await product.kill('SIGTERM');
  });
});

describe('a migration that fails half-way', () => {
  type Row = Record<string, unknown>;
  const withDatabase = <T>(work: (database: Libsql.Database) => T): T => {
    const encryptionKey = readFileSync(join(keys, 'database.key'), 'utf8').trim();
    const options = { encryptionCipher: 'aes256cbc', encryptionKey } as Libsql.Options;
    const database = new Libsql(join(folder.path, 'wakil.db'), options);
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  const dump = () =>
    withDatabase((database) => [
      database.prepare('select type, name, sql from sqlite_master order by type, name').all() as Row[],
      ...['schema_migrations', 'users', 'ai_settings'].map((table) => database.prepare(`select * from ${table}`).all()),
    ]);

  it('is taken back whole, and the start says which one it was', async () => {
    // Its first statements can be run again, its last one cannot: the column is there.
    withDatabase((database) => {
      database.exec('drop table channel_wishes');
      database.exec("delete from schema_migrations where name = '0022-number-wishes'");
    });
    const before = dump();
    const ended = await inVain();
    expect(oneLine(ended)).toMatch(
      /^wakil: the migration 0022-number-wishes could not be made, and was taken back whole \(.*shown.*\): start the release/,
    );
    expect(codeTold(ended)).toBe('store.migration_failed');
    expect(dump()).toEqual(before);
    withDatabase((database) => database.exec('alter table channel_leases drop column shown'));
    product = await start();
    expect(await (await signIn()).get('/api/v1/platform/ai')).toBeTruthy();
    await product.kill('SIGTERM');
  });
});

describe('a server that is not there', () => {
  const secret = 'wakil:hunter2';
  it.each([
    [
      'POSTGRES_URL',
      `postgresql://${secret}@no-such-host.invalid/wakil`,
      'no-such-host.invalid:5432 (E',
      'store.postgres_refused',
    ],
    [
      'POSTGRES_URL',
      `postgresql://${secret}@127.0.0.1:1/wakil`,
      '127.0.0.1:1 (ECONNREFUSED)',
      'store.postgres_refused',
    ],
    ['MONGODB_URI', `mongodb://${secret}@no-such-host.invalid/wakil`, 'answers there (E', 'store.mongo_not_usable'],
    ['MONGODB_URI', `mongodb://${secret}@127.0.0.1:1/wakil`, 'answers there (ECONNREFUSED)', 'store.mongo_not_usable'],
  ])('%s=%s: is over within seconds and says why', async (name, url, expected, code) => {
    const before = dataAsItIs();
    const startedAt = performance.now();
    const ended = await inVain({ [name]: url });
    expect(performance.now() - startedAt).toBeLessThan(60_000);
    expect(oneLine(ended)).toMatch(new RegExp(`^wakil: ${name}`));
    expect(oneLine(ended)).toContain(expected);
    expect(codeTold(ended)).toBe(code);
    expect(ended.err + ended.out).not.toContain('hunter2');
    expect(dataAsItIs()).toEqual(before);
  });
});

describe('Redis', () => {
  type Line = { readonly msg: string; readonly hint?: string; readonly met?: string };
  const logOf = async (url: string): Promise<readonly Line[]> => {
    const environment = { REDIS_URL: url, WAKIL_LOG_LEVEL: 'warn' };
    product = await startProduct({ dataDir: folder.path, environment });
    expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
    await product.kill('SIGTERM');
    expect(product.log.join('\n')).not.toContain('hunter2');
    return product.log.map((line) => JSON.parse(line) as Line);
  };

  it.skipIf(redisIsMissing)(
    'that forgets is used, with a line for each of its settings that says what to set',
    async () => {
      const redis = await startRedis({ appendOnly: false });
      redis.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
      const lines = await logOf(redis.url);
      await redis.stop();
      const hint = (name: string): readonly string[] =>
        lines.flatMap(({ msg, hint: told = '' }) => (msg === name ? told : []));
      expect(hint('redis.no_aof')).toEqual([expect.stringContaining('set `appendonly yes`')]);
      expect(hint('redis.evicts')).toEqual([expect.stringContaining('set `maxmemory-policy noeviction`')]);
    },
  );

  it('whose name nobody knows is done without, and the line says why it is away', async () => {
    const away = (await logOf('redis://:hunter2@no-such-host.invalid')).filter(({ msg }) => msg === 'redis.away');
    expect(away).toEqual([
      expect.objectContaining({
        met: expect.stringMatching(/^(?:ENOTFOUND|EAI_AGAIN)$/),
        hint: expect.stringContaining('REDIS_URL'),
      }),
    ]);
  });
});
