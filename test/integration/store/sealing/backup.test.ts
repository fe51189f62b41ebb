import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backUpFolder, restoreFolder } from '#adapters/store/sql/dialects/sqlite/database-file';
import { LibsqlConnection } from '#adapters/store/sql/dialects/sqlite/libsql-connection';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import { KeysMissing } from '#application/ports/master-key';
import type { Store } from '#application/ports/store';
import { canaries, withCanaries } from '../../../support/canaries.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { sealingWith } from '../../../support/sealing.js';
import { encryptionKey, sha256, temporaryFolder } from '../../../support/stores.js';

let folder: string;
let elsewhere: string;
let clock: FakeClock;
const all = { after: null, limit: 50 };
const open = (at = folder): Promise<Store> =>
  openSqliteStore({ folder: at, encryptionKey, clock, sha256, sealing: sealingWith() });
const shelf = (at = folder): string => join(at, 'keys', 'data-keys.json');

beforeEach(() => {
  clock = new FakeClock();
  folder = temporaryFolder();
  elsewhere = temporaryFolder();
});
afterEach(() => {
  for (const each of [folder, elsewhere]) rmSync(each, { recursive: true, force: true });
});

/** A customer who stays, one who is erased and a tenant that is destroyed after the backup was made. */
const backedUp = async () => {
  const store = await open();
  const [stays, goes] = [await withCanaries(store, clock), await withCanaries(store, clock)];
  const other = { scheme: 'wa_phone', value: '+971500000321' } as const;
  const erased = await store
    .tenant(stays.tenantId)
    .conversations.receive(stays.make.anArrival(stays.channel.id, { text: 'a secret of mine', identities: [other] }));
  const file = join(elsewhere, 'monday.wakil');
  backUpFolder(folder, encryptionKey, file);
  const { state } = (await store.tenant(stays.tenantId).conversations.find(erased.conversationId)) ?? {};
  if (state === undefined) throw new Error('no conversation');
  await store.tenant(stays.tenantId).conversations.eraseCustomer(state.customerId, stays.make.anAudit());
  const tenant = await store.platform.findTenant(goes.tenantId);
  if (tenant === null) throw new Error('no tenant');
  await store.platform.saveTenant(tenant.moveTo('deleted'), goes.make.anAudit());
  await store.platform.destroyTenant(goes.tenantId, goes.make.anAudit());
  await store.close();
  return { stays, goes, erased, file };
};

const texts = async (store: Store, { tenantId, conversationId }: Awaited<ReturnType<typeof withCanaries>>) =>
  (await store.tenant(tenantId).messages.page(conversationId, all)).items.map(({ content }) => content);

it('holds no key and no word of a customer; the keys lie, wrapped, beside the others', async () => {
  const { file } = await backedUp();
  const copy = new LibsqlConnection(file, encryptionKey, 1_000);
  const tables = copy.rows("select name from sqlite_master where type = 'table'", []).map(({ name }) => String(name));
  const text = tables
    .filter((table) => table !== 'sealing_places')
    .flatMap((table) => copy.rows(`select * from ${table}`, []).map((row) => JSON.stringify(row)))
    .join('\n');
  expect(copy.rows('select * from tenant_keys union all select * from tenant_keys', [])).toEqual([]);
  expect(copy.rows('select * from customer_keys', [])).toEqual([]);
  copy.close();
  for (const canary of [...canaries, 'a secret of mine']) expect(text, canary).not.toContain(canary);
  expect(statSync(shelf()).mode & 0o777).toBe(0o600);
  expect(readFileSync(shelf(), 'utf8')).toContain('"wrapped"');
});

it('brings back who stayed, and nothing of who was erased or destroyed since', async () => {
  const { stays, goes, erased, file } = await backedUp();
  restoreFolder(folder, encryptionKey, file, () => undefined);
  const store = await open();
  expect(await texts(store, stays)).toContainEqual({ type: 'text', text: 'Zinnober please' });
  expect((await store.tenant(stays.tenantId).messages.find(erased.messageId))?.content).toEqual({
    type: 'unsupported',
    providerType: 'vault.seal_broken',
  });
  expect(await store.platform.findTenant(goes.tenantId)).toBeNull();
  expect(await texts(store, goes)).toEqual([]);
  await store.close();
});

it('comes up on another machine with the folder of keys, and without it refuses to start and changes nothing', async () => {
  const { stays, file } = await backedUp();
  const target = join(elsewhere, 'data');
  mkdirSync(target);
  restoreFolder(target, encryptionKey, file, () => undefined);
  await expect(open(target)).rejects.toThrow(KeysMissing);
  mkdirSync(join(target, 'keys'), { recursive: true });
  cpSync(shelf(), shelf(target));
  restoreFolder(target, encryptionKey, file, () => undefined);
  const store = await open(target);
  expect(await texts(store, stays)).toContainEqual({ type: 'text', text: 'Zinnober please' });
  await store.close();
  expect(existsSync(join(target, 'wakil.db.before-restore'))).toBe(true);
});
