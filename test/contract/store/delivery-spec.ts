import { describe, expect, it } from 'vitest';
import { IllegalTransition } from '#domain/shared/state-machine';
import type { StoreWorld } from './store-world.js';

const assistant = { author: { kind: 'assistant' } } as const;
const nothing = { kind: 'wait', untilMs: null };

export const deliverySpec = (world: () => StoreWorld): void => {
  /** A conversation with the drafts in its line. */
  const withLine = async (...abouts: Parameters<StoreWorld['make']['aDraft']>[0][]) => {
    const { conversationId } = await world().receive();
    const drafts = abouts.map((about) => world().make.aDraft(about));
    await world().say(conversationId, ...drafts);
    const { messages } = world().a.store;
    const claim = (hold = false) => messages.claimDelivery(conversationId, hold);
    const claimed = () => world().claim(conversationId);
    const status = async (nth: number) => (await world().message(drafts[nth]!.id)).status;
    return { conversationId, drafts, messages, claim, claimed, status };
  };
  const due = () => world().store.platform.dueDeliveries(10);

  describe('the line of messages that still have to leave', () => {
    it('gives the oldest, and nothing more until that one is settled', async () => {
      const { claim, claimed, drafts, messages } = await withLine({ text: 'one' }, { text: 'two' });
      const first = await claimed();
      expect(first).toMatchObject({ id: drafts[0]?.id, status: 'sending', attempts: 1 });
      expect(await claim()).toMatchObject({ kind: 'wait', untilMs: expect.any(Number) });
      const isMore = await messages.settleDelivery(first.id, 1, { status: 'sent', externalId: 'out-1' });
      expect(isMore).toBe(true);
      expect((await claimed()).id).toBe(drafts[1]?.id);
      expect(await world().message(first.id)).toMatchObject({ status: 'sent', externalId: 'out-1' });
    });

    it('gives each message to one of many who ask at once', async () => {
      const { claim } = await withLine({}, {});
      const claims = await Promise.all([claim(), claim(), claim(), claim()]);
      expect(claims.filter((each) => each.kind === 'claimed')).toHaveLength(1);
    });

    it('is empty once everything left', async () => {
      const { claim, claimed, messages } = await withLine({});
      const sent = { status: 'sent', externalId: null } as const;
      expect(await messages.settleDelivery((await claimed()).id, 1, sent)).toBe(false);
      expect(await claim()).toEqual(nothing);
      expect(await due()).toEqual([]);
    });

    it('waits as long as the provider asked, with everything behind it', async () => {
      const { claim, claimed, messages, drafts } = await withLine({}, {});
      const result = { status: 'queued', reason: 'provider.slow_down', retryInMs: 5_000, counts: true } as const;
      await messages.settleDelivery((await claimed()).id, 1, result);
      expect(await claim()).toEqual({ kind: 'wait', untilMs: 5_000 });
      expect(await due()).toEqual([]);
      world().clock.advance(5_000);
      expect(await due()).toHaveLength(1);
      expect(await claimed()).toMatchObject({ id: drafts[0]?.id, attempts: 2 });
    });

    it('does not count a try that was not the message’s fault', async () => {
      const { claimed, messages } = await withLine({});
      const result = { status: 'queued', reason: 'channel.stopped', retryInMs: 0, counts: false } as const;
      await messages.settleDelivery((await claimed()).id, 1, result);
      expect((await claimed()).attempts).toBe(1);
    });

    it('goes on past a message that failed', async () => {
      const { claimed, messages, drafts } = await withLine({}, {});
      await messages.settleDelivery((await claimed()).id, 1, { status: 'failed', reason: 'provider.refused' });
      expect((await claimed()).id).toBe(drafts[1]?.id);
      expect(await world().message(drafts[0]!.id)).toMatchObject({
        status: 'failed',
        statusReason: 'provider.refused',
      });
    });

    it('is not settled by one whose claim is an older one', async () => {
      const { claimed, messages, status } = await withLine({});
      const { id } = await claimed();
      await messages.settleDelivery(id, 1, { status: 'queued', reason: 'x', retryInMs: 0, counts: true });
      await claimed();
      await messages.settleDelivery(id, 1, { status: 'failed', reason: 'late' });
      expect(await status(0)).toBe('sending');
    });

    it('holds no assistant’s message of an older epoch: it is cancelled, and never claimed', async () => {
      const { claimed, drafts, status, conversationId } = await withLine(assistant, {});
      const { conversations } = world().a.store;
      await conversations.save((await world().find(conversationId)).switchAssistant(false), {});
      expect((await claimed()).id).toBe(drafts[1]?.id);
      expect(await status(0)).toBe('cancelled');
    });

    it('gives no assistant’s message in a conversation a person holds, whatever its epoch', async () => {
      const { claim, status, conversationId } = await withLine({ ...assistant, epoch: 99 });
      const { conversations } = world().a.store;
      await conversations.save((await world().find(conversationId)).takeOver(world().make.person, false), {});
      expect(await claim()).toEqual(nothing);
      expect(await status(0)).toBe('cancelled');
    });

    it('holds the assistant’s messages while the kill switch is on; people and the system still get through', async () => {
      const { claim, status, drafts, messages, claimed } = await withLine(assistant, {});
      const claimedWhileHeld = await claim(true);
      expect(claimedWhileHeld).toMatchObject({ kind: 'claimed', message: { id: drafts[1]?.id } });
      await messages.settleDelivery(drafts[1]!.id, 1, { status: 'sent', externalId: null });
      expect(await claim(true)).toMatchObject({ kind: 'wait', untilMs: expect.any(Number) });
      expect(await status(0)).toBe('queued');
      expect(await due(), 'the sweeper does not spin on it').toEqual([]);
      expect((await claimed()).id).toBe(drafts[0]?.id);
    });

    it('is not offered while its channel is stopped, and is again when the channel runs', async () => {
      const { a, make } = world();
      await withLine({});
      const stopped = await a.store.channels.save(
        { ...a.channel, status: 'stopped', stoppedBecause: 'x' },
        make.anAudit(),
      );
      expect(await due()).toEqual([]);
      await a.store.channels.save({ ...stopped, status: 'active', stoppedBecause: null }, make.anAudit());
      expect(await due()).toHaveLength(1);
    });
  });

  describe('a message of which we do not know whether it left', () => {
    const inDoubt = async (...abouts: Parameters<StoreWorld['make']['aDraft']>[0][]) => {
      const line = await withLine(...abouts);
      const { id } = await line.claimed();
      await line.messages.settleDelivery(id, 1, { status: 'unknown', reason: 'timeout', reconcileMs: 30_000 });
      return line;
    };

    it('waits for the provider’s word, with everything behind it, and then goes again under the same id', async () => {
      const { claim, claimed, drafts } = await inDoubt({}, {});
      world().clock.advance(29_000);
      expect(await claim()).toEqual({ kind: 'wait', untilMs: 1_000 });
      expect(await due()).toEqual([]);
      world().clock.advance(1_000);
      expect(await due()).toHaveLength(1);
      expect(await claimed()).toMatchObject({ id: drafts[0]?.id, attempts: 2, status: 'sending' });
    });

    it('is never sent again by itself if it is sensitive: a person decides, and the line goes on', async () => {
      const { claimed, drafts, messages } = await inDoubt({ sensitive: true }, {});
      world().clock.advance(30_000);
      expect((await claimed()).id).toBe(drafts[1]?.id);
      const doubtful = await world().message(drafts[0]!.id);
      expect(doubtful).toMatchObject({ status: 'unknown', statusReason: 'delivery.needs_person', attempts: 1 });
      await messages.settleDelivery(drafts[1]!.id, 1, { status: 'sent', externalId: null });
      await messages.retry(drafts[0]!.id);
      expect((await claimed()).id).toBe(drafts[0]?.id);
    });

    it('is settled by the provider’s word inside the window', async () => {
      const { claimed, drafts, messages } = await inDoubt({}, {});
      const receipt = { channelId: world().a.channel.id, externalId: 'out-1', reason: null, at: world().clock.now() };
      await messages.applyReceipt({ ...receipt, messageId: drafts[0]!.id, status: 'delivered' });
      expect((await claimed()).id).toBe(drafts[1]?.id);
    });

    it('gets a whole window of running time after a restart, as does what was being sent', async () => {
      const { claimed, conversationId } = await withLine({});
      await claimed();
      world().clock.advance(3_600_000);
      await world().reopen();
      await world().store.platform.recover(30_000);
      expect(await due()).toEqual([]);
      world().clock.advance(30_000);
      expect(await due()).toHaveLength(1);
      expect((await world().claim(conversationId)).attempts).toBe(2);
    });

    it('is looked after by another once its claim ran out: it waits for the provider’s word, then goes again', async () => {
      const { claim, status, conversationId } = await withLine({});
      const terms = { heldForMs: 5_000, reconcileMs: 30_000, repeatable: [], holder: null };
      const { messages } = world().a.store;
      expect((await messages.claimDelivery(conversationId, false, terms)).kind).toBe('claimed');
      world().clock.advance(4_999);
      expect(await due()).toEqual([]);
      expect((await messages.claimDelivery(conversationId, false, terms)).kind).toBe('wait');
      world().clock.advance(1);
      expect(await due()).toHaveLength(1);
      expect(await messages.claimDelivery(conversationId, false, terms)).toEqual({ kind: 'wait', untilMs: 30_000 });
      expect(await status(0)).toBe('unknown');
      world().clock.advance(30_000);
      expect(await due()).toHaveLength(1);
      expect(await claim()).toMatchObject({ kind: 'claimed', message: { attempts: 2 } });
    });

    it('stays with one who goes on saying that he is at it, and is not given back to one who was too late', async () => {
      const { conversationId, drafts } = await withLine({});
      const terms = { heldForMs: 5_000, reconcileMs: 30_000, repeatable: ['api'], holder: null } as const;
      const { messages } = world().a.store;
      const renew = (attempt: number) => messages.renewDelivery(drafts[0]!.id, attempt, 5_000);
      await messages.claimDelivery(conversationId, false, terms);
      for (let beat = 0; beat < 5; beat += 1) {
        world().clock.advance(4_000);
        expect(await renew(1)).toBe(true);
      }
      world().clock.advance(5_000);
      expect(await renew(1)).toBe(false);
      expect((await messages.claimDelivery(conversationId, false, terms)).kind, 'twice is as good as once').toBe(
        'claimed',
      );
      expect(await renew(1)).toBe(false);
      expect(await renew(2)).toBe(true);
      expect((await world().message(drafts[0]!.id)).attempts).toBe(2);
    });

    it('goes again at once after a restart on a channel where sending twice is as good as once', async () => {
      const { claimed, conversationId } = await withLine({ sensitive: true });
      await claimed();
      await world().reopen();
      await world().store.platform.recover(30_000, ['api']);
      expect(await due()).toHaveLength(1);
      expect((await world().claim(conversationId)).attempts).toBe(2);
    });

    it('does not resurface as cancelled after a take-over: it stays unknown and leaves the line', async () => {
      const { claim, status, conversationId } = await inDoubt(assistant);
      await world().a.store.conversations.save(
        (await world().find(conversationId)).takeOver(world().make.person, false),
        {},
      );
      world().clock.advance(30_000);
      expect(await claim()).toEqual(nothing);
      expect(await status(0)).toBe('unknown');
    });
  });

  describe('what was held back', () => {
    it('is due at once when it is released, in its tenant only', async () => {
      const { claimed, messages } = await withLine({});
      await messages.settleDelivery((await claimed()).id, 1, {
        status: 'queued',
        reason: 'channel.stopped',
        retryInMs: 60_000,
        counts: false,
      });
      expect(await due()).toEqual([]);
      await world().store.platform.makeDeliveriesDue(world().b.store.tenantId);
      expect(await due()).toEqual([]);
      await world().store.platform.makeDeliveriesDue(world().a.store.tenantId);
      expect(await due()).toHaveLength(1);
      expect((await claimed()).attempts).toBe(1);
    });
  });

  describe('trying again by a person’s word', () => {
    it('puts a failed message back', async () => {
      const { claimed, messages, drafts } = await withLine({});
      await messages.settleDelivery((await claimed()).id, 1, { status: 'failed', reason: 'x' });
      expect(await messages.retry(drafts[0]!.id)).toMatchObject({ status: 'queued', statusReason: null });
      expect(await claimed()).toMatchObject({ id: drafts[0]?.id, attempts: 2 });
    });

    it('is refused for what left or still waits', async () => {
      const { claimed, messages, drafts } = await withLine({}, {});
      await messages.settleDelivery((await claimed()).id, 1, { status: 'sent', externalId: null });
      for (const { id } of drafts) await expect(messages.retry(id)).rejects.toBeInstanceOf(IllegalTransition);
    });
  });
};
