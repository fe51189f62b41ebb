import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { signIn } from '#test/support/world';
import { auditHolds, openBusiness, password, say, textsOf } from './business.js';
import { admin, type Ended, oneLine, startInVain } from './run-to-end.js';

let root: ReturnType<typeof temporaryFolder>;
let dataDir: string;
let product: Product | undefined;
beforeEach(() => {
  root = temporaryFolder('admin');
  dataDir = join(root.path, 'data');
});
afterEach(async () => {
  await product?.kill('SIGKILL');
  product = undefined;
  root.remove();
});

const start = async (environment: Readonly<Record<string, string>> = {}, folder = dataDir): Promise<Product> => {
  product = await startProduct({ dataDir: folder, environment });
  return product;
};
const done = ({ code, out, err }: Ended): string => (code === 0 && err === '' ? out : `exit ${code}: ${err}`);
const keyOf = (folder: string): string => readFileSync(join(folder, 'keys', 'database.key'), 'utf8').trim();
const createRoot = ['create-super-admin', '--email', 'root@platform.test', '--name', 'Root', '--password', password];

describe('the admin command', () => {
  it('explains itself, and refuses what it does not know in one line', async () => {
    for (const words of [[], ['help'], ['--help']])
      expect(done(await admin(dataDir, words))).toMatch(/create-super-admin.*rotate-keys.*backup.*restore/s);
    expect(oneLine(await admin(dataDir, ['frobnicate']))).toMatch(/frobnicate is no command/);
    expect(oneLine(await admin(dataDir, ['backup', '--too', 'x']))).toMatch(/--too/);
    expect(oneLine(await admin(dataDir, ['create-super-admin', '--name', 'A']))).toMatch(/--email is missing/);
    expect(oneLine(await admin(dataDir, ['backup'], { WAKIL_DATABASE_KEY: 'zz' }))).toMatch(
      /WAKIL_DATABASE_KEY must be/,
    );
  });
});

describe('create-super-admin', () => {
  it('makes somebody who can sign in, but not behind the back of a running server', async () => {
    expect(done(await admin(dataDir, createRoot))).toBe('created root@platform.test\n');
    const made = done(await admin(dataDir, ['create-super-admin', '--email', 'two@platform.test', '--name', 'Two']));
    expect(made).toMatch(/^created two@platform\.test, password \S{16,}\n$/);
    const { url, setupToken } = await start();
    expect(setupToken).toBeNull();
    const platform = await signIn(url, 'root@platform.test');
    expect(await platform.get('/api/v1/admin/audit/verify')).toMatchObject({ holds: true });
    expect(oneLine(await admin(dataDir, createRoot))).toMatch(/another process is using the data folder/);
  });
});

const putKeysBack = (elsewhere: string, names: readonly string[]): void => {
  mkdirSync(join(elsewhere, 'keys'), { recursive: true });
  for (const name of names) cpSync(join(dataDir, 'keys', name), join(elsewhere, 'keys', name));
};

describe('a backup', () => {
  it('made while the server writes is whole: restored elsewhere with the key, it is the same data', async () => {
    const { url } = await start();
    const business = await openBusiness(url);
    const before = await say(business.shop, 'before', 'How much is the deep massage?');
    let writing = true;
    const writes = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; writing; n += 1) await say(business.shop, `visitor-${writer}-${n}`, 'hello');
    });
    const file = join(root.path, 'backups', 'monday.wakil');
    const backup = await admin(dataDir, ['backup', '--to', file]);
    writing = false;
    await Promise.all(writes);
    expect(done(backup)).toMatch(/^backed up to .*monday\.wakil/);
    expect(oneLine(await admin(dataDir, ['backup', '--to', file]))).toMatch(/exists already/);
    const said = await textsOf(business.admin, before.conversation_id);
    const conversations = (await business.admin.all('/api/v1/conversations')).length;
    await product?.kill('SIGTERM');

    const elsewhere = join(root.path, 'elsewhere');
    const key = { WAKIL_DATABASE_KEY: keyOf(dataDir) };
    expect(oneLine(await admin(elsewhere, ['restore', '--from', file]))).toMatch(/WAKIL_DATABASE_KEY/);
    const lacking = done(await admin(elsewhere, ['restore', '--from', file], key));
    expect(lacking).toMatch(
      /nothing of it can be read yet: put .*data-keys\.json and .*master\.key back, and restore again/,
    );
    putKeysBack(elsewhere, ['data-keys.json', 'master.key']);
    const words = done(await admin(elsewhere, ['restore', '--from', file], key));
    expect(words).toMatch(
      /^restored; start the server\nif WhatsApp numbers were linked, put .*elsewhere\/keys\/vault\.key/,
    );
    const restored = await signIn((await start(key, elsewhere)).url, business.email);
    expect(await textsOf(restored, before.conversation_id)).toEqual(said);
    const kept = (await restored.all('/api/v1/conversations')).length;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThanOrEqual(conversations);
    expect(await auditHolds(restored)).toBe(true);
  });

  it('brings back the files people sent, with the keys it names; those of linked numbers are among them', async () => {
    const business = await openBusiness((await start()).url);
    const bytes = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(50_000, 7)]);
    const upload = await fetch(`${product?.url}/api/v1/files?purpose=service`, {
      method: 'POST',
      headers: { authorization: `Bearer ${business.token}`, 'content-type': 'application/octet-stream' },
      body: bytes,
    });
    const { url: picture } = (await upload.json()) as { url: string };
    const file = join(root.path, 'monday.wakil');
    const said = done(await admin(dataDir, ['backup', '--to', file]));
    expect(said).toMatch(/monday\.wakil\.files \(1 files\)/);
    expect(said).toMatch(/database\.key.*blobs\.key.*links\.key.*vault\.key.*linked again/s);
    await product?.kill('SIGTERM');

    const elsewhere = join(root.path, 'elsewhere');
    const key = { WAKIL_DATABASE_KEY: keyOf(dataDir) };
    putKeysBack(elsewhere, ['data-keys.json', 'master.key']);
    const restored = done(await admin(elsewhere, ['restore', '--from', file], key));
    expect(restored).toMatch(/before you start.*elsewhere\/keys\/blobs\.key.*links\.key\nif WhatsApp.*vault\.key/);
    putKeysBack(elsewhere, ['blobs.key', 'links.key', 'vault.key']);
    expect(done(await admin(elsewhere, ['restore', '--from', file], key))).toMatch(/^restored; start the server\n/);
    const shown = await fetch(`${(await start(key, elsewhere)).url}${picture}`);
    expect(Buffer.from(await shown.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('that decayed, is cut short or is something else is refused, and the old data stays', async () => {
    expect(done(await admin(dataDir, createRoot))).toContain('created');
    const file = join(root.path, 'good.wakil');
    expect(done(await admin(dataDir, ['backup', '--to', file]))).toContain('backed up');
    const good = readFileSync(file);
    const sum = readFileSync(`${file}.sha256`);
    const spoil = (name: string, bytes: Buffer): string => {
      const path = join(root.path, name);
      writeFileSync(path, bytes);
      writeFileSync(`${path}.sha256`, sum);
      return path;
    };
    const decayed = Buffer.from(good).fill('x', 30_000, 30_016);
    const others = [
      spoil('decayed', decayed),
      spoil('cut', good.subarray(0, good.length / 2)),
      join(root.path, 'missing'),
      root.path,
    ];
    writeFileSync(join(root.path, 'something-else'), 'not a database at all');
    const before = readFileSync(join(dataDir, 'wakil.db'));
    for (const from of [...others, join(root.path, 'something-else')])
      expect(oneLine(await admin(dataDir, ['restore', '--from', from])), from).toMatch(
        /no whole database that this key opens; nothing was changed$/,
      );
    expect(readFileSync(join(dataDir, 'wakil.db')).equals(before)).toBe(true);
    expect(done(await admin(dataDir, ['restore', '--from', file]))).toMatch(/^restored; start the server\n/);
    expect(existsSync(join(dataDir, 'wakil.db.before-restore'))).toBe(true);
  });

  it('is not put in place, nor a key replaced, under a running server', async () => {
    expect(done(await admin(dataDir, createRoot))).toContain('created');
    const file = join(root.path, 'good.wakil');
    expect(done(await admin(dataDir, ['backup', '--to', file]))).toContain('backed up');
    await start();
    for (const words of [['restore', '--from', file], ['rotate-keys']])
      expect(oneLine(await admin(dataDir, words))).toMatch(/another process is using the data folder/);
  });
});

describe('rotate-keys', () => {
  it('re-encrypts what is there, even what a kill left in the log; the old key is of no use, old tokens still are', async () => {
    const business = await openBusiness((await start()).url);
    const { conversation_id: id } = await say(business.shop, 'ana', 'How much is the deep massage?');
    const said = await textsOf(business.admin, id);
    await product?.kill('SIGKILL');
    const old = keyOf(dataDir);
    expect(done(await admin(dataDir, ['rotate-keys']))).toBe('rotated; start the server\n');
    expect(keyOf(dataDir)).not.toBe(old);
    const copy = join(root.path, 'copy');
    mkdirSync(copy);
    cpSync(dataDir, copy, { recursive: true });
    expect(
      oneLine(await startInVain({ WAKIL_DATA_DIR: copy, WAKIL_DATABASE_KEY: old, WAKIL_LOG_LEVEL: 'error' })),
    ).toMatch(/WAKIL_DATABASE_KEY must/);
    const { url } = await start();
    expect(await textsOf(new HttpClient(url, { token: business.token }), id)).toEqual(said);
    expect(await textsOf(await signIn(url, business.email), id)).toEqual(said);
    await product?.kill('SIGTERM');
    expect(done(await admin(dataDir, ['rotate-keys']))).toContain('rotated');
    const again = await start();
    // Two signing keys are kept: the token of the first, two rotations old, has had its time.
    await expect(new HttpClient(again.url, { token: business.token }).get('/api/auth/me')).rejects.toMatchObject({
      status: 401,
    });
  });

  it('takes the new key from who keeps the old one in a variable', async () => {
    const [old, next] = ['a1'.repeat(32), 'b2'.repeat(32)];
    const environment = { WAKIL_DATABASE_KEY: old };
    expect(done(await admin(dataDir, createRoot, environment))).toContain('created');
    expect(oneLine(await admin(dataDir, ['rotate-keys'], environment))).toMatch(/--new-key is missing/);
    expect(oneLine(await admin(dataDir, ['rotate-keys', '--new-key', 'short'], environment))).toMatch(
      /--new-key must be 64 hex digits/,
    );
    expect(done(await admin(dataDir, ['rotate-keys', '--new-key', next], environment))).toMatch(
      /^rotated; set WAKIL_DATABASE_KEY/,
    );
    expect(existsSync(join(dataDir, 'keys', 'database.key'))).toBe(false);
    await signIn((await start({ WAKIL_DATABASE_KEY: next })).url, 'root@platform.test');
  });
});
