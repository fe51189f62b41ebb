import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { openBusiness, say } from './business.js';
import { admin, oneLine, startInVain } from './run-to-end.js';

const folder = temporaryFolder('at-rest');
const keyFile = join(folder.path, 'keys', 'database.key');
let product: Product;
beforeAll(async () => {
  // With a mail server, which is the setting for real use: mails wait in the store. Without one they are files to look at.
  product = await startProduct({ dataDir: folder.path, environment: { WAKIL_SMTP_URL: 'smtp://127.0.0.1:9' } });
});
afterAll(async () => {
  await product.kill('SIGKILL');
  folder.remove();
});

const inVain = (environment = {}) =>
  startInVain({ WAKIL_DATA_DIR: folder.path, WAKIL_PORT: '0', WAKIL_LOG_LEVEL: 'error', ...environment });

describe('the data folder', () => {
  it('has its key in a file only its owner reads, and the log says where and not what', () => {
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder.path, 'keys')).mode & 0o777).toBe(0o700);
    const said = product.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(said).toContainEqual(expect.objectContaining({ msg: 'database_key.created', path: keyFile }));
    expect(product.log.join('\n')).not.toContain(readFileSync(keyFile, 'utf8').trim());
  });

  it('holds no word of a customer or a business in the clear, nor does the log', async () => {
    const canary = `canary${randomBytes(6).toString('hex')}`;
    const { admin: owner, shop } = await openBusiness(product.url);
    await owner.post('/api/v1/services', { name: { en: `Service ${canary}` }, priceMinor: 100 });
    await owner.post('/api/v1/faqs', { questions: [`Where is ${canary}?`], answer: { en: `At ${canary}` } });
    await say(shop, `session-${canary}`, `Where is ${canary}?`);
    const files = readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['wakil.db', 'wakil.db-wal']));
    for (const { parentPath, name } of files) {
      const bytes = readFileSync(join(parentPath, name));
      expect
        .soft(bytes.includes(canary) || bytes.includes('owner@noor') || bytes.includes('SQLite format'), name)
        .toBe(false);
    }
    expect(product.log.join('\n')).not.toContain(canary);
  });
});

describe('a start that cannot read the data', () => {
  beforeAll(() => product.kill('SIGTERM'));

  it('with another key says so in one line and changes nothing', async () => {
    const before = readFileSync(join(folder.path, 'wakil.db'));
    const wrong = 'ab'.repeat(32);
    const line = oneLine(await inVain({ WAKIL_DATABASE_KEY: wrong }));
    expect(line).toMatch(/^wakil: WAKIL_DATABASE_KEY must .*key of the database/);
    expect(line).not.toContain(wrong);
    expect(readFileSync(join(folder.path, 'wakil.db')).equals(before)).toBe(true);
  });

  it('without its key file names the variable, and makes no new key over it, whoever asks', async () => {
    renameSync(keyFile, `${keyFile}.away`);
    expect(oneLine(await inVain())).toMatch(/^wakil: WAKIL_DATABASE_KEY must be the key of the database/);
    for (const words of [
      ['backup', '--to', join(folder.path, 'x')],
      ['rotate-keys'],
      ['create-super-admin', '--email', 'a@b.test', '--name', 'A'],
    ])
      expect(oneLine(await admin(folder.path, words)), words[0]).toMatch(/^wakil: WAKIL_DATABASE_KEY must be/);
    expect(existsSync(keyFile)).toBe(false);
    renameSync(`${keyFile}.away`, keyFile);
  });

  it('that a newer release wrote says so, and the data stays as it is', async () => {
    const ledger = (sql: string) => {
      const encryptionKey = readFileSync(keyFile, 'utf8').trim();
      const db = new Libsql(join(folder.path, 'wakil.db'), {
        encryptionCipher: 'aes256cbc',
        encryptionKey,
      } as Libsql.Options);
      db.exec(sql);
      db.close();
    };
    ledger("insert into schema_migrations (name, applied_at) values ('9999-from-the-future', 0)");
    expect(oneLine(await inVain())).toMatch(/^wakil: the data belongs to a newer release/);
    ledger("delete from schema_migrations where name = '9999-from-the-future'");
  });

  it('starts again once nothing is wrong any more', async () => {
    product = await startProduct({ dataDir: folder.path });
    await product.kill('SIGTERM');
    rmSync(folder.path, { recursive: true, force: true });
  });
});
