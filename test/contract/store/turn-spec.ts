import { describe, expect, it } from 'vitest';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

export const turnSpec = (world: () => StoreWorld): void => {
  describe('writing a turn', () => {
    it('keeps it whole, money and dates and odd keys included', async () => {
      const { a, make } = world();
      const { conversation, fence } = await world().leased();
      const turn = make.aTurn(conversation);
      const { lines, details, id, catalogueVersion } = make.anOrder(turn, conversation).state;
      const withOrder = { ...turn, order: { id, lines, details, catalogueVersion } };
      expect(await a.store.turns.write(withOrder, fence)).toBe('written');
      expect(await a.store.turns.find(turn.id)).toEqual(withOrder);
      expect(await world().store.platform.unappliedTurns(10)).toEqual([
        { tenantId: a.store.tenantId, turnId: turn.id },
      ]);
    });

    it('is refused when the customer wrote meanwhile, or a person stepped in', async () => {
      const { a, make } = world();
      const { conversationId, conversation, fence } = await world().leased();
      await world().receive();
      expect(await a.store.turns.write(make.aTurn(conversation), fence)).toBe('moved');
      const current = await world().find(conversationId);
      await a.store.conversations.save(current.takeOver(make.person, false), {});
      expect(await a.store.turns.write(make.aTurn(current), fence)).toBe('moved');
      expect((await a.store.turns.page(conversationId, { after: null, limit: 10 })).items).toEqual([]);
    });

    it('is refused after the lease: expired, or somebody else’s', async () => {
      const { a, make, clock } = world();
      const { conversationId, conversation, fence } = await world().leased();
      clock.advance(60_000);
      expect(await a.store.turns.write(make.aTurn(conversation), fence)).toBe('lost_lease');
      await a.store.conversations.claimTurn(conversationId, 'next', 5_000);
      expect(await a.store.turns.write(make.aTurn(conversation), fence)).toBe('lost_lease');
    });

    it('is taken when its lease was renewed before somebody else took it', async () => {
      const { a, make, clock } = world();
      const { conversationId, conversation, fence } = await world().leased();
      const { conversations, turns } = a.store;
      clock.advance(4_000);
      expect(await conversations.renewTurn(conversationId, fence, 60_000)).toBe(true);
      clock.advance(59_999);
      expect(await conversations.claimTurn(conversationId, 'other', 5_000)).toBeNull();
      clock.advance(1);
      expect(await conversations.renewTurn(conversationId, fence, 1_000), 'nobody took it').toBe(true);
      clock.advance(1_000);
      expect(await conversations.claimTurn(conversationId, 'other', 5_000)).not.toBeNull();
      expect(await conversations.renewTurn(conversationId, fence, 60_000)).toBe(false);
      expect(await turns.write(make.aTurn(conversation), fence)).toBe('lost_lease');
    });

    it('happens once for a number', async () => {
      const { a, make } = world();
      const { conversation, fence } = await world().leased();
      expect(await a.store.turns.write(make.aTurn(conversation), fence)).toBe('written');
      expect(await a.store.turns.write(make.aTurn(conversation), fence)).toBe('exists');
    });
  });

  describe('applying a turn', () => {
    it('queues its messages, moves the conversation and ends the lease', async () => {
      const { a, clock } = world();
      const { conversationId, turn, conversation } = await world().answered();
      expect(conversation.state).toMatchObject({
        mode: 'assistant',
        dialogue: turn.dialogue,
        firstResponseAt: clock.now(),
      });
      expect(conversation.counters).toMatchObject({ answeredSeq: 1, lastSeq: 2 });
      const [reply] = await a.store.messages.since(conversationId, 1, 10);
      expect(reply).toMatchObject({
        ...turn.replies[0],
        status: 'queued',
        direction: 'out',
        turnId: turn.id,
        attempts: 0,
      });
      expect((await a.store.turns.find(turn.id))?.status).toBe('applied');
      expect(await world().store.platform.unappliedTurns(10)).toEqual([]);
      expect(await world().store.platform.dueDeliveries(10)).toEqual([{ tenantId: a.store.tenantId, conversationId }]);
      clock.advance(600_000);
      expect(await world().store.platform.dueTurns(10)).toEqual([]);
    });

    it('writes the lead that the turn made, once', async () => {
      const { a, make } = world();
      const lead = make.aLead(a.store.tenantId);
      const { turn, conversation } = await world().answered(a, {}, { lead });
      await a.store.turns.apply(turn, make.effectsOf(turn, conversation, { lead }));
      expect((await a.store.leads.page({}, { after: null, limit: 10 })).items).toEqual([{ ...lead, version: 1 }]);
    });

    it('changes nothing the second time, also with effects computed anew', async () => {
      const { a, make } = world();
      const { conversationId, conversation, fence } = await world().leased();
      const turn = make.aTurn(conversation);
      await a.store.turns.write(turn, fence);
      const order = make.anOrder(turn, conversation);
      const effects = make.effectsOf(turn, conversation, { order, audit: [make.anAudit()] });
      await a.store.turns.apply(turn, effects);
      const rows = async () => ({
        conversation: await world().find(conversationId),
        messages: await a.store.messages.since(conversationId, 0, 10),
        orders: (await a.store.orders.page({}, { after: null, limit: 10 })).items.map(({ state }) => state),
        audit: await a.store.audit.since(1, 10),
      });
      const once = await rows();
      expect(once).toMatchObject({ messages: { length: 2 }, orders: { length: 1 } });
      await a.store.turns.apply(turn, effects);
      await a.store.turns.apply(turn, make.effectsOf(turn, await world().find(conversationId), { order }));
      expect(await rows()).toEqual(once);
    });

    it('does all or nothing', async () => {
      const { a, make } = world();
      const { conversationId, conversation, fence } = await world().leased();
      const turn = make.aTurn(conversation);
      await a.store.turns.write(turn, fence);
      const order = make.anOrder(turn, conversation);
      const stale = make.effectsOf(turn, conversation, { order, withdrawn: order, audit: [make.anAudit()] });
      await expect(
        a.store.turns.apply(turn, { ...stale, order: null }),
        'the order to withdraw is not stored',
      ).rejects.toBeInstanceOf(StaleWrite);
      expect(await a.store.messages.since(conversationId, 1, 10)).toEqual([]);
      expect((await a.store.turns.find(turn.id))?.status).toBe('decided');
      expect((await world().find(conversationId)).state).toEqual(conversation.state);
    });

    it('refuses effects computed from a conversation that was saved meanwhile', async () => {
      const { a, make } = world();
      const { conversation, fence } = await world().leased();
      const turn = make.aTurn(conversation);
      await a.store.turns.write(turn, fence);
      await a.store.conversations.save(conversation.escalate('keyword', world().clock.now()), {});
      await expect(a.store.turns.apply(turn, make.effectsOf(turn, conversation))).rejects.toBeInstanceOf(StaleWrite);
    });

    it('says nothing after a person took over: messages are stored as cancelled, the mode stays', async () => {
      const { a, make } = world();
      const { conversationId, conversation, fence } = await world().leased();
      const turn = make.aTurn(conversation, { escalation: 'anger' });
      await a.store.turns.write(turn, fence);
      const taken = await a.store.conversations.save(conversation.takeOver(make.person, false), {});
      // Effects as a careless caller would compute them: the store itself keeps the person's place.
      const careless = make.effectsOf(turn, taken, {
        conversation: conversation.escalate('anger', world().clock.now()),
      });
      const effects = {
        ...careless,
        conversation: Object.assign(careless.conversation, {
          state: { ...careless.conversation.state, version: taken.state.version },
        }),
      };
      await a.store.turns.apply(turn, effects);
      const after = await world().find(conversationId);
      expect(after.state).toMatchObject({ mode: 'human', holder: make.person.userId, escalation: null, epoch: 1 });
      expect((await a.store.messages.since(conversationId, 1, 10)).map((message) => message.status)).toEqual([
        'cancelled',
      ]);
      expect(await a.store.messages.claimDelivery(conversationId, false)).toEqual({ kind: 'wait', untilMs: null });
    });

    it('keeps what the customer wrote after the turn due', async () => {
      const { a, make, clock } = world();
      const { conversationId, conversation, fence } = await world().leased();
      const turn = make.aTurn(conversation);
      await a.store.turns.write(turn, fence);
      const next = await world().receive();
      const applied = await a.store.turns.apply(turn, make.effectsOf(turn, conversation));
      expect(applied).toEqual({ nextDueInMs: next.turnDueInMs });
      expect((await world().find(conversationId)).counters).toMatchObject({ answeredSeq: 1, inboundSeq: 2 });
      expect(next.turnDueInMs).toBeLessThanOrEqual(6_000);
      clock.advance(6_000);
      expect(await world().store.platform.dueTurns(10)).toEqual([{ tenantId: a.store.tenantId, conversationId }]);
    });

    it('comes before any other turn of the conversation: a crash in between answers nothing twice', async () => {
      const { a, make, clock } = world();
      const { conversationId, conversation, fence } = await world().leased();
      const turn = make.aTurn(conversation);
      await a.store.turns.write(turn, fence);
      await world().receive();
      clock.advance(600_000);
      expect(await world().store.platform.dueTurns(10)).toEqual([]);
      expect(await a.store.conversations.claimTurn(conversationId, 'next', 5_000)).toBeNull();
      const applied = await a.store.turns.apply(turn, make.effectsOf(turn, conversation));
      expect(applied).toEqual({ nextDueInMs: 0 });
      expect(await a.store.conversations.claimTurn(conversationId, 'next', 5_000)).not.toBeNull();
    });
  });

  describe('the figures of how conversations were answered', () => {
    const since = new Date(0);

    it('are nothing where nothing was answered', async () => {
      await world().receive();
      const none = { answered: 0, byAssistantAlone: 0, firstResponseMs: null };
      expect(await world().a.store.turns.answerFigures(since)).toEqual(none);
    });

    it('tell those the assistant answered alone from those a person was called into or stepped into', async () => {
      const { a, make, clock } = world();
      const { conversations, turns } = a.store;
      const { conversationId } = await world().answered();
      const answered = (await world().find(conversationId)).answeredByHuman(clock.now());
      const save = (conversation: typeof answered) => conversations.save(conversation, {});
      const share = async () => {
        const { answered: of, byAssistantAlone } = await turns.answerFigures(since);
        return [byAssistantAlone, of];
      };
      const alone = await save(answered);
      expect(await share()).toEqual([1, 1]);
      const taken = await save(alone.takeOver(make.person, false));
      expect(await share()).toEqual([0, 1]);
      const back = await save(taken.handBack());
      expect(await share()).toEqual([0, 1]);
      await save(back.close(null, clock.now()));
      expect(await share()).toEqual([0, 1]);
    });

    it('count a closed conversation nobody stepped into as the assistant’s', async () => {
      const { a, clock } = world();
      const { conversationId } = await world().answered();
      const answered = (await world().find(conversationId)).answeredByHuman(clock.now());
      await a.store.conversations.save(answered.close('done', clock.now()), {});
      expect(await a.store.turns.answerFigures(since)).toMatchObject({ answered: 1, byAssistantAlone: 1 });
    });

    it('count none that was begun before', async () => {
      const { a, clock } = world();
      const { conversationId } = await world().answered();
      const answered = (await world().find(conversationId)).answeredByHuman(clock.now());
      await a.store.conversations.save(answered, {});
      const later = new Date(clock.now().getTime() + 1);
      expect(await a.store.turns.answerFigures(later)).toMatchObject({ answered: 0, firstResponseMs: null });
    });
  });
};
