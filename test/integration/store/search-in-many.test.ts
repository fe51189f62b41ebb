import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxSearchWords } from '#domain/shared/search-words';
import { everyPage, StoreWorld } from '../../contract/store/store-world.js';
import { openSqliteFolder, temporaryFolder } from '../../support/stores.js';

describe('a search where one word is in nearly every message', () => {
  const folder = temporaryFolder();
  let world: StoreWorld;
  const alike = Array.from({ length: 12 }, (_, n) => `zebrax${n}y`);
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
    // More words that begin alike than are opened to find one of them.
    for (let n = 0; n < 250; n += 1) {
      const words = Array.from({ length: maxSearchWords }, (_, at) => `zebra${n * maxSearchWords + at}`);
      await world.receive(world.a, { text: words.join(' ') });
    }
    for (const word of alike) await world.receive(world.a, { text: `hello ${word}` });
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

  it('one of very many words that begin alike is found as well', async () => {
    const { messages } = world.a.store;
    for (const word of alike)
      for (const text of [word, `hello ${word}`])
        expect(await everyPage((after) => messages.search(text, { after, limit: 3 })), text).toHaveLength(1);
  });

  it('a beginning finds the newest that hold a word so begun', async () => {
    expect(await firstPage('from hel')).toEqual(['hello from amber']);
    expect(await firstPage('hello 11')).toEqual(['hello 1199', 'hello 1198', 'hello 1197']);
  });
});
