import { describe, expect, it } from 'vitest';
import type { StoreWorld } from './store-world.js';

const phone = { scheme: 'wa_phone', value: '+971500000009' } as const;
const lid = { scheme: 'wa_lid', value: '12@lid' } as const;

export const receiveSpec = (world: () => StoreWorld): void => {
  describe('receiving a message', () => {
    it('stores it with its customer and conversation, and says when the answer is due', async () => {
      const { receive, a, clock, find } = bound(world());
      const received = await receive(a, { text: 'salam', displayName: 'Amal', identities: [phone, lid] });
      expect(received).toMatchObject({ kind: 'stored', seq: 1, turnDueInMs: 1_200 });
      const conversation = await find(received.conversationId);
      expect(conversation.counters).toMatchObject({
        lastSeq: 1,
        inboundSeq: 1,
        answeredSeq: 0,
        lastInboundAt: clock.now(),
      });
      const customer = await a.store.conversations.findCustomer(conversation.state.customerId);
      expect(customer).toMatchObject({ name: 'Amal', identities: [phone, lid] });
      const message = await a.store.messages.find(received.messageId);
      expect(message).toMatchObject({ status: 'received', direction: 'in', content: { type: 'text', text: 'salam' } });
    });

    it('stores one of ten copies that arrive at once, and tells the others which', async () => {
      const { receive, a } = bound(world());
      const copies = await Promise.all(Array.from({ length: 10 }, () => receive(a, { externalId: 'wamid.1' })));
      const stored = copies.filter((each) => each.kind === 'stored');
      expect(stored).toHaveLength(1);
      expect(new Set(copies.map((each) => each.messageId))).toEqual(new Set([stored[0]?.messageId]));
      expect(await a.store.messages.since(copies[0]!.conversationId, 0, 100)).toHaveLength(1);
    });

    it('takes the same external id on another channel, and of another tenant, for another message', async () => {
      const { receive, a, b } = bound(world());
      const channel = world().make.aChannel(a.store.tenantId);
      await a.store.channels.save(channel, world().make.anAudit());
      const kinds = [
        await receive(a, { externalId: 'wamid.1' }),
        await receive(b, { externalId: 'wamid.1' }),
        await receive({ ...a, channel }, { externalId: 'wamid.1' }),
      ].map((each) => each.kind);
      expect(kinds).toEqual(['stored', 'stored', 'stored']);
    });

    it('knows a customer by any identity and keeps the new ones', async () => {
      const { receive, a, find } = bound(world());
      const first = await receive(a, { identities: [phone] });
      const second = await receive(a, { identities: [lid, phone] });
      const third = await receive(a, { identities: [lid] });
      expect([second.conversationId, third.conversationId]).toEqual([first.conversationId, first.conversationId]);
      expect(third.seq).toBe(3);
      const { state } = await find(first.conversationId);
      expect((await a.store.conversations.findCustomer(state.customerId))?.identities).toEqual([phone, lid]);
    });

    it('never takes an identity from the customer who has it', async () => {
      const { receive, a, find } = bound(world());
      const email = { scheme: 'email', value: 'amal@example.com' } as const;
      const hers = await receive(a, { identities: [phone] });
      const his = await receive(a, { identities: [email] });
      await receive(a, { identities: [phone, email] });
      const customerOf = async (id: typeof hers.conversationId) =>
        a.store.conversations.findCustomer((await find(id)).state.customerId);
      expect((await customerOf(hers.conversationId))?.identities).toEqual([phone]);
      expect((await customerOf(his.conversationId))?.identities).toEqual([email]);
    });

    it('keeps the name a customer has, and fills in one that was missing', async () => {
      const { receive, a, find } = bound(world());
      const { conversationId } = await receive(a, { displayName: null });
      const name = async () =>
        (await a.store.conversations.findCustomer((await find(conversationId)).state.customerId))?.name;
      expect(await name()).toBeNull();
      await receive(a, { displayName: 'Amal' });
      await receive(a, { displayName: 'Somebody else' });
      expect(await name()).toBe('Amal');
    });

    it('waits for the end of a burst, and no longer than its longest', async () => {
      const { receive, a, clock } = bound(world());
      const left: (number | null)[] = [];
      for (let nth = 0; nth < 8; nth += 1) {
        left.push((await receive(a)).turnDueInMs);
        clock.advance(1_000);
      }
      expect(left).toEqual([1_200, 1_200, 1_200, 1_200, 1_200, 1_000, 0, 0]);
    });

    it('opens a new conversation when the old one is closed', async () => {
      const { receive, a, find, clock } = bound(world());
      const { conversationId } = await receive(a);
      await a.store.conversations.save((await find(conversationId)).close('done', clock.now()), {});
      const next = await receive(a);
      expect(next.conversationId).not.toBe(conversationId);
      expect((await find(next.conversationId)).state.customerId).toBe((await find(conversationId)).state.customerId);
    });

    it('is found again by identity: the open conversation, else the one closed last', async () => {
      const { receive, a, find, clock } = bound(world());
      const latest = async (identity: typeof phone | typeof lid) =>
        (await a.store.conversations.findLatestByIdentity(a.channel.id, identity))?.state.id;
      const close = async (id: Awaited<ReturnType<typeof receive>>['conversationId']) =>
        a.store.conversations.save((await find(id)).close(null, clock.now()), {});
      expect(await latest(phone)).toBeUndefined();
      const first = await receive(a, { identities: [phone, lid] });
      await close(first.conversationId);
      clock.advance(1_000);
      const second = await receive(a, { identities: [lid] });
      expect(await latest(phone)).toBe(second.conversationId);
      await close(second.conversationId);
      expect(await latest(lid)).toBe(second.conversationId);
      expect(await a.store.conversations.findLatestByIdentity(world().make.ids.channel(), lid)).toBeNull();
    });

    it('owes no answer while a person has the conversation', async () => {
      const { receive, a, find } = bound(world());
      const { conversationId } = await receive(a);
      await a.store.conversations.save((await find(conversationId)).takeOver(world().make.person, false), {});
      expect(await receive(a)).toMatchObject({ turnDueInMs: null });
      expect(await world().store.platform.dueTurns(10)).toEqual([]);
    });

    it('tells a duplicate that was answered meanwhile that nothing is due', async () => {
      const { a, receive } = bound(world());
      const first = await receive(a, { externalId: 'early' });
      expect((await receive(a, { externalId: 'early' })).turnDueInMs).toBe(first.turnDueInMs);
      await world().answered();
      expect(await receive(a, { externalId: 'early' })).toMatchObject({ kind: 'duplicate', turnDueInMs: null, seq: 1 });
    });
  });
};

const bound = (world: StoreWorld) => ({
  a: world.a,
  b: world.b,
  clock: world.clock,
  receive: world.receive.bind(world),
  find: world.find.bind(world),
});
