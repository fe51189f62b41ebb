import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreWorld } from '../../contract/store/store-world.js';
import { openSqliteFolder, temporaryFolder } from '../../support/stores.js';

describe('a search where one word is in nearly every message', () => {
  const folder = temporaryFolder();
  let world: StoreWorld;
  const firstPage = async (text: string): Promise<readonly string[]> => {
    const { items } = await world.a.store.messages.search(text, { after: null, limit: 3 });
    return items.map(({ content }) => (content.type === 'text' ? content.text : content.type));
  };

  beforeAll(async () => {
    world = await StoreWorld.open({
      name: 'sqlite',
      available: true,
      open: (clock) => openSqliteFolder(clock, folder),
    });
    await world.receive(world.a, { text: 'hello from amber' });
    // More than one page of a search looks at.
    for (let n = 0; n < 1_200; n += 1) {
      world.clock.advance(1_000);
      await world.receive(world.a, { text: `hello ${n}` });
    }
  }, 60_000);
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['amber hello', 'hello amber', 'hello amb', 'hello from amber'])(
    '“%s” finds the oldest message on its first page',
    async (text) => {
      expect(await firstPage(text)).toEqual(['hello from amber']);
    },
  );

  it('a beginning that is everywhere finds the newest', async () => {
    expect(await firstPage('hello hel')).toEqual(['hello 1199', 'hello 1198', 'hello 1197']);
  });
});
