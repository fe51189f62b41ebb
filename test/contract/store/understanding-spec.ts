import { describe, expect, it } from 'vitest';
import type { StoreWorld } from './store-world.js';

export const understandingSpec = (world: () => StoreWorld): void => {
  describe('a trained model', () => {
    const stored = (key: string) => ({
      key,
      learnt: `{"of":"${key}"}`,
      trainedAt: new Date('2026-01-15T09:00:00.123Z'),
    });

    it('is not there before it was trained', async () => {
      expect(await world().a.store.understandings.find()).toBeNull();
    });

    it('comes back as it was saved, and the last one counts', async () => {
      const { understandings } = world().a.store;
      await understandings.save(stored('first'));
      expect(await understandings.find()).toEqual(stored('first'));
      await understandings.save({ ...stored('second'), learnt: 'خ'.repeat(200_000) });
      expect(await understandings.find()).toEqual({ ...stored('second'), learnt: 'خ'.repeat(200_000) });
    });

    it('is of one tenant', async () => {
      const { a, b } = world();
      await a.store.understandings.save(stored('of a'));
      expect(await b.store.understandings.find()).toBeNull();
      await b.store.understandings.save(stored('of b'));
      expect((await a.store.understandings.find())?.key).toBe('of a');
    });
  });
};
