import { describe, expect, it } from 'vitest';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

export const conversationSpec = (world: () => StoreWorld): void => {
  describe('saving a conversation', () => {
    it('brings back every part of the state', async () => {
      const { a, clock, make } = world();
      const { conversationId } = await world().receive();
      const closed = (await world().find(conversationId))
        .escalate('anger', clock.now())
        .takeOver(make.person, false)
        .switchAssistant(false)
        .close('sold', clock.now());
      const saved = await a.store.conversations.save(closed, {});
      expect(saved.state).toEqual({ ...closed.state, version: closed.state.version + 1 });
      expect((await world().find(conversationId)).state).toEqual(saved.state);
    });

    it('refuses what was read before somebody else saved, and writes nothing of it', async () => {
      const { a, make } = world();
      const { conversationId } = await world().receive();
      const read = await world().find(conversationId);
      await a.store.conversations.save(read.takeOver(make.person, false), {});
      const stale = a.store.conversations.save(read.switchAssistant(false), {
        messages: [make.aDraft()],
        audit: [make.anAudit()],
      });
      await expect(stale).rejects.toBeInstanceOf(StaleWrite);
      expect(await a.store.messages.since(conversationId, 1, 10)).toEqual([]);
      expect(await a.store.audit.since(1, 10)).toHaveLength(1);
    });

    it('is not disturbed by messages that come meanwhile', async () => {
      const { a, make } = world();
      const { conversationId } = await world().receive();
      const read = await world().find(conversationId);
      await world().receive();
      const saved = await a.store.conversations.save(read.takeOver(make.person, false), {});
      expect(saved.counters.inboundSeq).toBe(2);
    });

    it('queues messages behind the others, in their order, and an id only once', async () => {
      const { a, make } = world();
      const { conversationId } = await world().receive();
      const [first, second] = [make.aDraft({ text: 'one' }), make.aDraft({ text: 'two' })];
      await world().say(conversationId, first, second);
      await world().say(conversationId, second, first);
      const messages = await a.store.messages.since(conversationId, 1, 10);
      expect(messages.map(({ id, seq, status }) => [id, seq, status])).toEqual([
        [first.id, 2, 'queued'],
        [second.id, 3, 'queued'],
      ]);
      expect((await world().find(conversationId)).counters.lastSeq).toBe(3);
    });

    it('withdraws what the assistant has queued, and nothing a person wrote or a provider may have', async () => {
      const { a, make } = world();
      const { conversationId } = await world().receive();
      const assistant = { author: { kind: 'assistant' } } as const;
      const [sending, queued, human] = [make.aDraft(assistant), make.aDraft(assistant), make.aDraft()];
      await world().say(conversationId, sending, queued, human);
      await world().claim(conversationId);
      await a.store.conversations.save((await world().find(conversationId)).takeOver(make.person, false), {
        cancelAssistant: true,
      });
      const statuses = (await a.store.messages.since(conversationId, 1, 10)).map((message) => message.status);
      expect(statuses).toEqual(['sending', 'cancelled', 'queued']);
    });

    it('owes nothing any more once a person marks it answered', async () => {
      const { a, clock } = world();
      const { conversationId } = await world().receive();
      const saved = await a.store.conversations.save(await world().find(conversationId), { markAnswered: true });
      expect(saved.counters.answeredSeq).toBe(1);
      clock.advance(60_000);
      expect(await world().store.platform.dueTurns(10)).toEqual([]);
    });

    it.each([
      ['handed back by a person', 'human'],
      ['handed back before anybody came', 'waiting'],
      ['switched on again', 'off'],
    ] as const)('is due at once when it is %s with something unanswered', async (_, how) => {
      const { a, make, clock } = world();
      const { conversationId } = await world().receive();
      const { store } = a;
      const conversation = await world().find(conversationId);
      const away = {
        human: () => conversation.takeOver(make.person, false),
        waiting: () => conversation.escalate('keyword', clock.now()),
        off: () => conversation.switchAssistant(false),
      }[how]();
      const held = await store.conversations.save(away, {});
      if (how !== 'waiting') {
        clock.advance(60_000);
        expect(await world().store.platform.dueTurns(10)).toEqual([]);
      }
      await store.conversations.save(how === 'off' ? held.switchAssistant(true) : held.handBack(), {});
      expect(await world().store.platform.dueTurns(10)).toEqual([{ tenantId: store.tenantId, conversationId }]);
    });

    it('owes nothing when it is handed back with everything answered', async () => {
      const { a, make, clock } = world();
      const { conversationId } = await world().receive();
      const held = (await world().find(conversationId)).takeOver(make.person, false);
      const answered = await a.store.conversations.save(held, { markAnswered: true });
      await a.store.conversations.save(answered.handBack(), {});
      clock.advance(60_000);
      expect(await world().store.platform.dueTurns(10)).toEqual([]);
    });
  });

  describe('the turn lease', () => {
    it('is given when the answer is due, to one of many who ask at once', async () => {
      const { a, clock } = world();
      const { conversationId } = await world().receive();
      const ask = (owner: string) => a.store.conversations.claimTurn(conversationId, owner, 5_000);
      expect(await ask('early')).toBeNull();
      clock.advance(1_200);
      const leases = await Promise.all(['w1', 'w2', 'w3', 'w4'].map(ask));
      expect(leases.filter((lease) => lease !== null)).toHaveLength(1);
      expect(await world().store.platform.dueTurns(10)).toEqual([]);
    });

    it('ends with its time, and the next one has a higher fence', async () => {
      const { a, clock } = world();
      const { conversationId, fence } = await world().leased();
      clock.advance(59_999);
      expect(await a.store.conversations.claimTurn(conversationId, 'next', 5_000)).toBeNull();
      clock.advance(1);
      const next = await a.store.conversations.claimTurn(conversationId, 'next', 5_000);
      expect(next?.fence).toBeGreaterThan(fence);
    });

    it('goes on while its holder says so, also after it ran out, and not once another has it or it was given back', async () => {
      const { a, clock, make } = world();
      const { conversations, turns } = a.store;
      const { conversationId, conversation, fence } = await world().leased();
      clock.advance(59_999);
      expect(await conversations.renewTurn(conversationId, fence, 5_000)).toBe(true);
      clock.advance(4_999);
      expect(await conversations.claimTurn(conversationId, 'next', 5_000)).toBeNull();
      clock.advance(2);
      expect(await conversations.renewTurn(conversationId, fence, 5_000)).toBe(true);
      expect(await conversations.claimTurn(conversationId, 'next', 5_000)).toBeNull();
      clock.advance(5_000);
      const next = await conversations.claimTurn(conversationId, 'next', 5_000);
      expect(await conversations.renewTurn(conversationId, fence, 5_000)).toBe(false);
      expect(await turns.write(make.aTurn(conversation), fence)).toBe('lost_lease');
      await conversations.releaseTurn(conversationId, next?.fence ?? 0, 0);
      expect(await conversations.renewTurn(conversationId, next?.fence ?? 0, 5_000)).toBe(false);
    });

    it('is given back for later, for now, or until the customer writes again', async () => {
      const { a, clock } = world();
      const { conversations } = a.store;
      const first = await world().leased();
      await conversations.releaseTurn(first.conversationId, first.fence, 500);
      expect(await conversations.claimTurn(first.conversationId, 'w', 5_000)).toBeNull();
      clock.advance(500);
      const second = await conversations.claimTurn(first.conversationId, 'w', 5_000);
      await conversations.releaseTurn(first.conversationId, second!.fence, null);
      clock.advance(600_000);
      expect(await conversations.claimTurn(first.conversationId, 'w', 5_000)).toBeNull();
      await world().receive();
      clock.advance(6_000);
      expect(await conversations.claimTurn(first.conversationId, 'w', 5_000)).not.toBeNull();
    });

    it('never loses what the customer wrote during it, even if it is given back for good', async () => {
      const { a, clock } = world();
      const { conversationId, fence } = await world().leased();
      await world().receive();
      await a.store.conversations.releaseTurn(conversationId, fence, null);
      clock.advance(6_000);
      expect(await world().store.platform.dueTurns(10)).toEqual([{ tenantId: a.store.tenantId, conversationId }]);
    });

    it('changes nothing for one who lost it', async () => {
      const { a, clock } = world();
      const { conversations } = a.store;
      const { conversationId, fence } = await world().leased();
      clock.advance(60_000);
      const next = await conversations.claimTurn(conversationId, 'next', 5_000);
      await conversations.releaseTurn(conversationId, fence, null);
      expect(await conversations.countTurnFailure(conversationId, fence)).toBe(0);
      expect(await a.store.turns.write(world().make.aTurn(next!.conversation), next!.fence)).toBe('written');
    });

    it('counts failures in a row, and a written turn ends the row', async () => {
      const { a, clock, make } = world();
      const { conversations, turns } = a.store;
      const { conversationId, conversation, fence } = await world().leased();
      expect(await conversations.countTurnFailure(conversationId, fence)).toBe(1);
      expect(await conversations.countTurnFailure(conversationId, fence)).toBe(2);
      const turn = make.aTurn(conversation);
      await turns.write(turn, fence);
      await turns.apply(turn, make.effectsOf(turn, conversation));
      await world().receive();
      clock.advance(6_000);
      const again = await conversations.claimTurn(conversationId, 'w', 5_000);
      expect(await conversations.countTurnFailure(conversationId, again!.fence)).toBe(1);
    });
  });
};
