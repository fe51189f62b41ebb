import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SqliteDatabase } from '#adapters/store/sql/dialects/sqlite/sqlite-database';
import { StoreWorld } from '../../contract/store/store-world.js';
import { encryptionKey, openSqliteFolder, temporaryFolder } from '../../support/stores.js';

it('a mail that was sent leaves no words behind, and one that was given up keeps its reason', async () => {
  const folder = temporaryFolder();
  const world = await StoreWorld.open({
    name: 'sqlite',
    available: true,
    open: (clock) => openSqliteFolder(clock, folder),
  });
  const { mails } = world.store.platform;
  const [sent, lost] = [world.make.aMail(), world.make.aMail()];
  await mails.add([sent, lost]);
  await mails.claim(2, 1_000);
  await mails.settle(sent.id, { sent: true });
  await mails.settle(lost.id, { sent: false, reason: '550 no such person', retryInMs: null });
  await world.store.close();
  const database = SqliteDatabase.open(folder, encryptionKey);
  const row = (id: string) => database.read((session) => session.first('select * from mails where id = ?', [id]));
  const now = world.clock.now().getTime();
  expect(await row(sent.id)).toMatchObject({ text: '', html: '', sent_at: now, due_at: null, reason: null });
  expect(await row(lost.id)).toMatchObject({ sent_at: null, due_at: null, reason: '550 no such person' });
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});
