import { describe, expect, it } from 'vitest';
import { everyPage, type StoreWorld } from './store-world.js';

export const searchSpec = (world: () => StoreWorld): void => {
  const find = async (text: string, at = world().a): Promise<string[]> => {
    const messages = await everyPage((after) => at.store.messages.search(text, { after, limit: 3 }));
    return messages.map(({ content }) => (content.type === 'text' ? content.text : content.type));
  };
  const wrote = async (...texts: string[]) => {
    for (const text of texts) {
      world().clock.advance(1_000);
      await world().receive(world().a, { text });
    }
  };

  describe('searching messages', () => {
    it('finds those that hold every word, newest first', async () => {
      await wrote('red lamp', 'blue lamp', 'a lamp that is red', 'red table');
      expect(await find('lamp red')).toEqual(['a lamp that is red', 'red lamp']);
      expect(await find('lamp')).toEqual(['a lamp that is red', 'blue lamp', 'red lamp']);
      expect(await find('lamp green')).toEqual([]);
    });

    it('takes the last word for a beginning, and only the last', async () => {
      await wrote('deliver today', 'delivery tomorrow', 'delivered');
      expect(await find('deliv')).toEqual(['delivered', 'delivery tomorrow', 'deliver today']);
      expect(await find('delivery tom')).toEqual(['delivery tomorrow']);
      expect(await find('deliv tomorrow')).toEqual([]);
    });

    it('wants every word of many, whichever is the rarest', async () => {
      await wrote('big red lamp', 'big lamp', 'red lamp', 'big red table', 'red red big');
      expect(await find('big red lamp')).toEqual(['big red lamp']);
      expect(await find('lamp big red')).toEqual(['big red lamp']);
      expect(await find('red big tab')).toEqual(['big red table']);
    });

    it('finds a message once, however many of its words begin so', async () => {
      await wrote('order ordered ordering');
      expect(await find('order')).toEqual(['order ordered ordering']);
    });

    it('takes Arabic letters and digits as people type them', async () => {
      await wrote('مَوْعِد أحمد ١٢', 'فاتورة');
      expect(await find('احمد')).toHaveLength(1);
      expect(await find('موعد 12')).toHaveLength(1);
      expect(await find('فاتوره')).toHaveLength(1);
    });

    it('finds what people of the business wrote', async () => {
      const { conversationId } = await world().receive();
      await world().say(conversationId, world().make.aDraft({ text: 'Your invoice is ready' }));
      expect(await find('invoice')).toEqual(['Your invoice is ready']);
    });

    it('does not search what the assistant said', async () => {
      await world().answered();
      expect(await find('reply')).toEqual([]);
    });

    it('finds nothing for a text without words, and nothing of another business', async () => {
      await wrote('secret lamp');
      expect(await find(' ?! ')).toEqual([]);
      expect(await find('secret', world().b)).toEqual([]);
    });

    it('pages through many hits of one moment without losing or repeating any', async () => {
      for (let nth = 0; nth < 10; nth += 1) await world().receive(world().a, { text: `same word ${nth}` });
      const found = await find('same word');
      expect([...found].sort()).toEqual(Array.from({ length: 10 }, (_, nth) => `same word ${nth}`));
    });
  });
};
