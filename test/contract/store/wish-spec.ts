import { describe, expect, it } from 'vitest';
import { NotFound } from '#application/not-found';
import type { StoreWorld } from './store-world.js';

const ttlMs = 15_000;
const terms = { heldForMs: 5_000, reconcileMs: 30_000, repeatable: [] } as const;
const pause = { want: 'pause' } as const;

/** What processes do for each other over the store: wishes, what a holder shows, and deliveries that only it can make. */
export const wishSpec = (world: () => StoreWorld): void => {
  const number = async () => {
    const { make, a } = world();
    const channel = await a.store.channels.save(make.aChannel(a.store.tenantId, { kind: 'whatsapp' }), make.anAudit());
    return { id: channel.id, wishes: a.store.wishes, sessions: a.store.sessions };
  };
  const open = (maxAgeMs = 30_000) => world().store.platform.openWishes(maxAgeMs, 10);

  describe('a wish about a number', () => {
    it('is open until exactly one begins it, and is done or refused then', async () => {
      const { id, wishes } = await number();
      const link = { want: 'link', pairing: { kind: 'code', phone: '971500000001' } };
      const first = await wishes.add(id, link);
      expect(await open()).toEqual([{ tenantId: world().a.store.tenantId, channelId: id, number: first, what: link }]);
      expect(await wishes.state(id, first)).toEqual({ kind: 'open' });
      const begun = await Promise.all([1, 2, 3].map(() => wishes.begin(id, first)));
      expect(begun.filter(Boolean)).toHaveLength(1);
      expect(await open()).toEqual([]);
      expect(await wishes.state(id, first)).toEqual({ kind: 'begun' });
      await wishes.end(id, first, null);
      expect(await wishes.state(id, first)).toEqual({ kind: 'done' });
      const second = await wishes.add(id, pause);
      await wishes.begin(id, second);
      await wishes.end(id, second, 'channel_session.not_linked');
      expect(await wishes.state(id, second)).toEqual({ kind: 'refused', code: 'channel_session.not_linked' });
    });

    it('takes the place of an older one, which nobody begins or ends then', async () => {
      const { id, wishes } = await number();
      const first = await wishes.add(id, pause);
      const second = await wishes.add(id, { want: 'resume' });
      expect(second).toBeGreaterThan(first);
      expect(await wishes.state(id, first)).toBeNull();
      expect(await wishes.begin(id, first)).toBe(false);
      await wishes.begin(id, second);
      await wishes.end(id, first, 'late');
      expect(await wishes.state(id, second)).toEqual({ kind: 'begun' });
    });

    it('is not ended before it is begun, and too old is not open', async () => {
      const { id, wishes } = await number();
      const wish = await wishes.add(id, pause);
      await wishes.end(id, wish, null);
      expect(await wishes.state(id, wish)).toEqual({ kind: 'open' });
      world().clock.advance(30_001);
      expect(await open()).toEqual([]);
      expect(await open(60_000)).toHaveLength(1);
    });

    it('is of a channel of the tenant’s, oldest first', async () => {
      const { a, b, clock } = world();
      await expect(b.store.wishes.add(a.channel.id, pause)).rejects.toBeInstanceOf(NotFound);
      const numbers = [await number(), await number()];
      for (const { id, wishes } of numbers) {
        await wishes.add(id, pause);
        clock.advance(1);
      }
      expect((await open()).map(({ channelId }) => channelId)).toEqual(numbers.map(({ id }) => id));
    });
  });

  describe('what a holder shows', () => {
    it('is there while it holds the number, under its own fence, and gone with the lease', async () => {
      const { id, sessions } = await number();
      expect(await sessions.holding(id)).toEqual({ isHeld: false, shown: null });
      const first = await sessions.claim(id, 'node-1', ttlMs);
      expect(await sessions.holding(id)).toEqual({ isHeld: true, shown: null });
      await sessions.show(id, first?.fence ?? 0, 'a code');
      expect(await sessions.holding(id)).toEqual({ isHeld: true, shown: 'a code' });
      world().clock.advance(ttlMs);
      expect(await sessions.holding(id)).toEqual({ isHeld: false, shown: null });
      const second = await sessions.claim(id, 'node-2', ttlMs);
      expect(await sessions.holding(id)).toEqual({ isHeld: true, shown: null });
      await sessions.show(id, first?.fence ?? 0, 'stale');
      expect((await sessions.holding(id)).shown).toBeNull();
      await sessions.show(id, second?.fence ?? 0, 'fresh');
      await sessions.release(id, second?.fence ?? 0);
      await sessions.show(id, second?.fence ?? 0, 'late');
      expect(await sessions.holding(id)).toEqual({ isHeld: false, shown: null });
    });
  });

  describe('what leaves by a number', () => {
    const waiting = async () => {
      const { conversationId } = await world().receive();
      await world().say(conversationId, world().make.aDraft());
      const { messages, sessions } = world().a.store;
      const held = await sessions.claim(world().a.channel.id, 'node-1', ttlMs);
      return {
        claim: (holder: string | null) => messages.claimDelivery(conversationId, false, { ...terms, holder }),
        due: async (holder: string | null) => (await world().store.platform.dueDeliveries(10, holder)).length,
        free: () => sessions.release(world().a.channel.id, held?.fence ?? 0),
      };
    };

    it('is claimed by the process that holds it, and due for that one', async () => {
      const { claim, due } = await waiting();
      expect(await claim('node-2')).toEqual({ kind: 'elsewhere', holder: 'node-1' });
      expect([await due('node-2'), await due('node-1'), await due(null)]).toEqual([0, 1, 1]);
      expect((await claim('node-1')).kind).toBe('claimed');
    });

    it('is anybody’s when its holder lets go, or is gone', async () => {
      const { claim, due, free } = await waiting();
      world().clock.advance(ttlMs - 1);
      expect((await claim('node-2')).kind).toBe('elsewhere');
      world().clock.advance(1);
      expect(await due('node-2')).toBe(1);
      await free();
      expect((await claim('node-2')).kind).toBe('claimed');
    });
  });
};
