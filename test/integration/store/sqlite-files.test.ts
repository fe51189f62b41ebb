import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rekeyFolder } from '#adapters/store/sql/dialects/sqlite/database-file';
import { DataFolderInUse } from '#adapters/store/sql/dialects/sqlite/folder-lock';
import { LibsqlConnection } from '#adapters/store/sql/dialects/sqlite/libsql-connection';
import { WrongEncryptionKey } from '#adapters/store/sql/dialects/sqlite/sqlite-database';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import { FakeClock } from '../../support/fake-clock.js';
import { sealingWith } from '../../support/sealing.js';
import { storeBuilders } from '../../support/store-builders.js';
import { encryptionKey, sha256, temporaryFolder } from '../../support/stores.js';

const clock = new FakeClock();
const make = storeBuilders(clock);
const canary = 'CANARY-4711-IN-PLAIN-TEXT';
let folder: string;
const open = (key = encryptionKey) =>
  openSqliteStore({ folder, encryptionKey: key, clock, sha256, sealing: sealingWith() });

/** A store with the canary in messages, names and settings. */
const filled = async () => {
  const store = await open();
  const tenant = make.aTenant({ name: canary });
  const channel = make.aChannel(tenant.state.id, { settings: { accessToken: canary } });
  await store.platform.saveTenant(tenant, make.anAudit(), { channel, member: null });
  const own = store.tenant(tenant.state.id);
  for (let nth = 0; nth < 200; nth += 1) await own.conversations.receive(make.anArrival(channel.id, { text: canary }));
  return { store, own };
};
const filesHoldCanary = (at: string): string[] =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(canary.slice(0, 11)))
    .map(({ name }) => name);

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the files of the embedded store', () => {
  it.each(['before', 'after'])(
    'open after a death in the middle of a change of key, %s the new key was kept',
    async (when) => {
      const { store, own } = await filled();
      await store.close();
      const keys = { old: encryptionKey, new: '8'.repeat(64) };
      let kept = keys.old;
      const dies = (): never => {
        if (when === 'after') kept = keys.new;
        throw new Error('killed');
      };
      expect(() => rekeyFolder(folder, keys, dies)).toThrow('killed');
      await expect(open('a key of another house')).rejects.toBeInstanceOf(WrongEncryptionKey);
      const again = await open(kept);
      const all = { after: null, limit: 100 };
      expect((await again.tenant(own.tenantId).messages.search('CANARY', all)).items).toHaveLength(100);
      await again.close();
      await expect(open(when === 'after' ? keys.old : keys.new)).rejects.toBeInstanceOf(WrongEncryptionKey);
      expect(readdirSync(folder).filter((name) => name.includes('new-key'))).toEqual([]);
    },
  );

  it('hold nothing in plain text: not the database, not its log, not a backup', async () => {
    const { store } = await filled();
    await store.backup(join(folder, 'backup.db'));
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['wakil.db', 'wakil.db-wal', 'backup.db']));
    expect(filesHoldCanary(folder)).toEqual([]);
    expect(readFileSync(join(folder, 'wakil.db')).subarray(0, 15).toString()).not.toBe('SQLite format 3');
    await store.close();
    expect(filesHoldCanary(folder)).toEqual([]);
  });

  it('open with their key only, and stay as they are otherwise', async () => {
    const { store } = await filled();
    await store.close();
    const before = readFileSync(join(folder, 'wakil.db'));
    await expect(open('another key')).rejects.toBeInstanceOf(WrongEncryptionKey);
    expect(readFileSync(join(folder, 'wakil.db'))).toEqual(before);
    await (await open()).close();
  });

  it('are copied whole while in use; the copy opens with the same key', async () => {
    const { store, own } = await filled();
    const busy = own.conversations.receive(make.anArrival((await own.channels.list())[0]!.id));
    const target = join(folder, 'backup.db');
    await Promise.all([busy, store.backup(target)]);
    const check = new LibsqlConnection(target, encryptionKey, 0);
    expect(check.rows('pragma integrity_check', [])).toEqual([{ integrity_check: 'ok' }]);
    expect(check.rows('select count(*) as n from messages', [])[0]?.['n']).toBeGreaterThanOrEqual(200);
    check.close();
    await expect(store.backup(target), 'an existing file is not overwritten').rejects.toThrow();
    await store.close();
  });

  it('belong to one opener at a time', async () => {
    const store = await open();
    await expect(open()).rejects.toMatchObject({
      code: 'store.data_folder_in_use',
      message: expect.stringContaining(folder),
    });
    await store.close();
    await (await open()).close();
  });

  it('are free again at once when their process is killed, and hold what it acknowledged', async () => {
    const script = `
      import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
      import { storeBuilders } from './test/support/store-builders.ts';
      import { FakeClock } from './test/support/fake-clock.ts';
      import { sha256 } from './test/support/stores.ts';
      const clock = new FakeClock(); const make = storeBuilders(clock);
      const store = await openSqliteStore({ folder: ${JSON.stringify(folder)}, encryptionKey: ${JSON.stringify(encryptionKey)}, clock, sha256, sealing: null });
      const tenant = make.aTenant(); const channel = make.aChannel(tenant.state.id);
      await store.platform.saveTenant(tenant, make.anAudit(), { channel, member: null });
      const own = store.tenant(tenant.state.id);
      for (;;) { const received = await own.conversations.receive(make.anArrival(channel.id)); process.stdout.write(tenant.state.id + ' ' + received.messageId + '\\n'); }`;
    const args = ['--conditions=source', '--import', 'tsx', '--input-type=module', '--eval', script];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    while (told.split('\n').length < 200 && child.exitCode === null) await once(child.stdout, 'data');
    await expect(open()).rejects.toBeInstanceOf(DataFolderInUse);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const acknowledged = told
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split(' '));
    expect(acknowledged.length).toBeGreaterThan(100);
    const store = await open();
    for (const [tenantId, messageId] of acknowledged)
      expect(await store.tenant(tenantId as never).messages.find(messageId as never)).not.toBeNull();
    await store.close();
  });
});
