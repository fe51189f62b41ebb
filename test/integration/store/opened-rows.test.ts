import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RowSeals } from '#adapters/store/sealing/row-seals';
import { StoreWorld } from '../../contract/store/store-world.js';
import { openSqliteFolder, temporaryFolder } from '../../support/stores.js';

let folder: string;
let world: StoreWorld;
beforeEach(async () => {
  folder = temporaryFolder();
  world = await StoreWorld.open({ name: 'sqlite', available: true, open: (clock) => openSqliteFolder(clock, folder) });
});
afterEach(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a page of the inbox opens the conversations it shows, and none of those it chooses from', async () => {
  for (let n = 0; n < 9; n += 1) {
    const { conversationId } = await world.receive(world.a, {
      identities: [{ scheme: 'wa_phone', value: `9715000${n}` }],
    });
    const mode = (['assistant', 'waiting', 'human'] as const)[n % 3];
    await world.change(conversationId, { ...(mode && { mode }) });
  }
  const opening = vi.spyOn(RowSeals.prototype, 'openNow');
  const { items, next } = await world.a.store.conversations.page({}, { after: null, limit: 3 }, null);

  expect([items.length, next === null]).toEqual([3, false]);
  const opened = opening.mock.calls.filter(([table]) => table === 'conversations').map(([, rows]) => rows.length);
  expect(opened).toEqual([3]);
});
