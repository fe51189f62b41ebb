import mongoose from 'mongoose';
import { afterAll, describe, expect, it } from 'vitest';
import { connectMongo } from '#adapters/store/mongo/open-mongo-store';
import { NewerSchema } from '#adapters/store/sql/migrations/migrate';
import { readConfig, WrongConfiguration } from '#infrastructure/config/config';
import { openFoundation } from '#infrastructure/main/foundation';
import { databaseUri, dropDatabase, mongoServer } from '../../support/mongo-stores.js';
import { temporaryFolder } from '../../support/product.js';

const server = mongoServer();
const database = `wakil_start_${process.pid}`;
const folder = temporaryFolder('mongo-start');
afterAll(() => folder.remove());

const lineOf = async (uri: string): Promise<string> => {
  const refused = await openFoundation(
    readConfig({ WAKIL_DATA_DIR: folder.path, WAKIL_LOG_LEVEL: 'fatal', MONGODB_URI: uri }),
  ).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(WrongConfiguration);
  const text = `${(refused as Error).stack}${JSON.stringify(refused)}`;
  expect(text).not.toContain('hunter2');
  expect(text).not.toContain('wakil-user');
  return (refused as Error).message;
};

describe('an address of a MongoDB', () => {
  it.each([
    'mongodb://db.example.com',
    'mongodb://db.example.com/',
    'mongodb://db.example.com/a b',
    'mongodb:///wakil',
    'http://db.example.com/wakil',
    'hunter2',
  ])('%s is none with a database', (uri) => {
    expect(() => readConfig({ MONGODB_URI: uri })).toThrow(/^MONGODB_URI must be the address of a MongoDB/);
  });

  it('is not set in the embedded default', () => {
    expect(readConfig({}).mongoUri).toBeNull();
    expect(readConfig({ MONGODB_URI: '' }).mongoUri).toBeNull();
    expect(readConfig({ MONGODB_URI: 'mongodb+srv://db.example.com/wakil?a=b' }).mongoUri).not.toBeNull();
  });

  it('beside one of a PostgreSQL is refused: the data is in one place', () => {
    const both = { MONGODB_URI: 'mongodb://db/wakil', POSTGRES_URL: 'postgresql://wakil:hunter2@db/wakil' };
    expect(() => readConfig(both)).toThrow(
      expect.objectContaining({
        code: 'configuration.contradiction',
        message: 'POSTGRES_URL and MONGODB_URI must not both be set: the data is in one of them',
      }),
    );
  });

  it('where nobody answers is refused in one line, without its password', async () => {
    expect(await lineOf('mongodb://wakil-user:hunter2@127.0.0.1:1/wakil')).toBe(
      'MONGODB_URI must be a database that Wakil can use: no server that can be written to answers there (ECONNREFUSED)',
    );
  });

  describe.runIf(server !== null)('of a server', () => {
    afterAll(() => dropDatabase(server ?? '', database));

    it('that does not know the user is refused in one line, without the password', async () => {
      const uri = databaseUri(server ?? '', database).replace('//', '//wakil-user:hunter2@');
      expect(await lineOf(uri)).toBe(
        'MONGODB_URI must be a database that Wakil can use: the server refuses the user or the password',
      );
    });

    it('with data of a newer release is refused, and its data stay', async () => {
      const uri = databaseUri(server ?? '', database);
      await (await connectMongo(uri)).close();
      const connection = await mongoose.createConnection(uri).asPromise();
      const versions = connection.collection('schema_versions');
      await versions.updateOne({ name: 'schema' }, { $set: { version: 99 } });
      await expect(connectMongo(uri)).rejects.toBeInstanceOf(NewerSchema);
      expect(await versions.findOne({ name: 'schema' })).toMatchObject({ version: 99 });
      await connection.close();
    });

    it('refuses by itself a document of no tenant', async () => {
      const uri = databaseUri(server ?? '', `${database}_rule`);
      await (await connectMongo(uri)).close();
      const connection = await mongoose.createConnection(uri).asPromise();
      await expect(connection.collection('messages').insertOne({ id: 'msg_1' })).rejects.toThrow(/validation/i);
      await connection.dropDatabase();
      await connection.close();
    });
  });
});
