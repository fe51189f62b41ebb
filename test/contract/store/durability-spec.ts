import { describe, expect, it } from 'vitest';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

export const durabilitySpec = (world: () => StoreWorld): void => {
  describe('what was acknowledged', () => {
    it('is there after the process ended', async () => {
      const { conversationId, turn, orderId } = await world().ordered();
      const before = await world().a.store.messages.since(conversationId, 0, 10);
      await world().reopen();
      const { store } = world().a;
      expect(await store.messages.since(conversationId, 0, 10)).toEqual(before);
      expect((await store.turns.find(turn.id))?.status).toBe('applied');
      expect((await store.orders.find(orderId))?.state.number).toBe(1);
    });

    it('can be read at once', async () => {
      const received = await Promise.all(Array.from({ length: 50 }, () => world().receive()));
      const found = await Promise.all(received.map(({ messageId }) => world().a.store.messages.find(messageId)));
      expect(found.every((message) => message !== null)).toBe(true);
      expect(received.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, nth) => nth + 1));
    });

    it('survives another’s failure in the same moment', async () => {
      const { a, make } = world();
      const { conversationId } = await world().receive();
      const read = await world().find(conversationId);
      const [first, second, third] = await Promise.allSettled([
        world().receive(),
        a.store.conversations.save({ ...read, state: { ...read.state, version: 9 } } as typeof read, {
          messages: [make.aDraft()],
        }),
        world().receive(),
      ]);
      expect([first.status, second.status, third.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(second).toMatchObject({ reason: expect.any(StaleWrite) });
      const seqs = (await a.store.messages.since(conversationId, 0, 10)).map((message) => message.seq);
      expect(seqs).toEqual([1, 2, 3]);
    });
  });
};
