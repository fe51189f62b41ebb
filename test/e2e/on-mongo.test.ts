import { existsSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RedisServer, redisIsMissing, startRedis } from '#test/services/redis';
import { databaseUri, dropDatabase, mongoServer } from '#test/support/mongo-stores';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { auditHolds, openBusiness, say, textsOf } from './business.js';
import { at, orderByChat, orders } from './order-by-chat.js';
import { admin, codeTold, oneLine, startInVain } from './run-to-end.js';

describe.runIf(mongoServer() !== null && !redisIsMissing)('the product on MongoDB and Redis', () => {
  const folder = temporaryFolder('on-mongo');
  const [server, database] = [mongoServer() ?? '', `wakil_e2e_${process.pid}`];
  const environment = { MONGODB_URI: databaseUri(server, database) };
  let redis: RedisServer;
  let api: Product;
  let worker: Product;
  const start = (roles: string): Promise<Product> =>
    startProduct({ dataDir: folder.path, environment: { ...environment, WAKIL_ROLES: roles, REDIS_URL: redis.url } });
  beforeAll(async () => {
    redis = await startRedis();
    api = await start('api');
    worker = await start('worker');
  });
  afterAll(async () => {
    await Promise.all([api.kill('SIGTERM'), worker.kill('SIGTERM')]);
    await redis.stop();
    await dropDatabase(server, database);
    folder.remove();
  });

  it('is several processes: one takes an order, another answers, and a kill loses nothing', async () => {
    const business = await openBusiness(api.url);
    expect((await say(business.shop, 'amal', 'How much is the Deep massage?')).reply).toContain('150');
    const conversation = await orderByChat(business);
    const [order] = await orders(business);
    expect(order).toMatchObject({ status: 'pending', number: 1 });
    await business.admin.post(`/api/v1/orders/${order?.id}/approve`, { version: order?.version });
    const before = await textsOf(business.admin, conversation);
    await Promise.all([api.kill('SIGKILL'), worker.kill('SIGKILL')]);

    [api, worker] = [await start('api'), await start('worker')];
    const again = at(api.url, business);
    expect(await orders(again)).toMatchObject([{ status: 'approved', number: 1 }]);
    expect((await textsOf(again.admin, conversation)).slice(0, before.length)).toEqual(before);
    expect(await auditHolds(again.admin)).toBe(true);
    expect((await say(again.shop, 'amal', 'How much is the Deep massage?')).reply).toContain('150');
    expect(existsSync(join(folder.path, 'wakil.db'))).toBe(false);
  });

  it('leaves what a server does to the server: the tools for the data folder refuse', async () => {
    const inVain = async (...words: string[]): Promise<string> => oneLine(await admin(folder.path, words, environment));
    for (const [command, ...options] of [
      ['backup', '--to', 'x'],
      ['restore', '--from', 'x'],
    ])
      expect(await inVain(String(command), ...options)).toBe(
        `wakil: ${command} works on the data folder, and MONGODB_URI is set: the database is the server’s to back up (mongodump) and to encrypt`,
      );
  });

  it('takes new keys of tenants while it runs, and does not start with another master key', async () => {
    const business = await openBusiness(api.url, 'Layl Spa');
    const ask = () => say(business.shop, 'amal', 'How much is the Deep massage?');
    const { conversation_id, reply } = await ask();
    expect(reply).toContain('150');
    const before = await textsOf(business.admin, conversation_id);
    expect(await admin(folder.path, ['rotate-keys'], environment)).toMatchObject({ code: 0, err: '' });
    expect((await ask()).reply).toContain('150');
    expect((await textsOf(business.admin, conversation_id)).slice(-before.length)).toEqual(before);
    const other = { ...environment, WAKIL_MASTER_KEY: '6'.repeat(64) };
    expect(oneLine(await startInVain({ WAKIL_DATA_DIR: folder.path, WAKIL_PORT: '0', ...other }))).toBe(
      'wakil: WAKIL_MASTER_KEY must hold the master key of the store: the master key is another one than this store was sealed with; nothing was changed',
    );
  });

  it('does not start with a password that is not the right one, nor beside PostgreSQL, and tells no secret', async () => {
    const inVain = async (more: Record<string, string>): Promise<string> => {
      const ended = await startInVain({ WAKIL_DATA_DIR: folder.path, WAKIL_PORT: '0', ...more });
      expect(oneLine(ended) + ended.out).not.toContain('hunter2');
      return oneLine(ended);
    };
    const wrong = environment.MONGODB_URI.replace('//', '//wakil:hunter2@');
    expect(await inVain({ MONGODB_URI: wrong })).toBe(
      'wakil: MONGODB_URI must be a database that Wakil can use: the server refuses the user or the password',
    );
    expect(await inVain({ ...environment, POSTGRES_URL: 'postgresql://wakil:hunter2@127.0.0.1/wakil' })).toBe(
      'wakil: POSTGRES_URL and MONGODB_URI must not both be set: the data is in one of them',
    );
  });

  it('does not start on documents that break a rule of this release, and leaves them as they are', async () => {
    const name = `${database}_twice`;
    const uri = databaseUri(server, name);
    const connection = await mongoose.createConnection(uri).asPromise();
    const users = connection.collection('users');
    const twice = [1, 2].map((version) => ({ id: 'usr_1', email: 'ana@noor.test', version }));
    await users.insertMany(twice.map((each) => ({ ...each })));
    const ended = await startInVain({ WAKIL_DATA_DIR: folder.path, WAKIL_PORT: '0', MONGODB_URI: uri });
    expect(oneLine(ended)).toMatch(
      /^wakil: MONGODB_URI must be a database that Wakil can use: two of its documents have one key, .* none was changed/,
    );
    expect(codeTold(ended)).toBe('store.mongo_not_usable');
    expect(
      await users
        .find({}, { projection: { _id: 0 } })
        .sort({ version: 1 })
        .toArray(),
    ).toEqual(twice);
    expect(await connection.collection('schema_versions').countDocuments()).toBe(0);
    await connection.close();
    await dropDatabase(server, name);
  });

  it('does not start on what a newer release wrote, and leaves it as it is', async () => {
    const name = `${database}_newer`;
    const uri = databaseUri(server, name);
    const connection = await mongoose.createConnection(uri).asPromise();
    const versions = connection.collection('schema_versions');
    await versions.insertOne({ name: 'schema', version: 99 });
    const ended = await startInVain({ WAKIL_DATA_DIR: folder.path, WAKIL_PORT: '0', MONGODB_URI: uri });
    expect(oneLine(ended)).toBe('wakil: the data belongs to a newer release; start that one');
    expect(codeTold(ended)).toBe('store.newer_schema');
    expect(await versions.find({}).toArray()).toMatchObject([{ name: 'schema', version: 99 }]);
    await connection.close();
    await dropDatabase(server, name);
  });
});
