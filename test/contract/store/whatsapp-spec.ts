import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arrival, OwnArrival } from '#application/ports/conversation-store';
import type { CustomerIdentity } from '#domain/conversation/customer';
import { type ConversationId, CustomerId } from '#domain/shared/ids';
import type { StoreWorld } from './store-world.js';

const phone = { scheme: 'wa_phone', value: '+971500000009' } as const;
const lid = { scheme: 'wa_lid', value: '12' } as const;
const otherLid = { scheme: 'wa_lid', value: '13' } as const;
const hourMs = 60 * 60_000;

/** What WhatsApp's own engines bring besides plain messages (WA-8, WA-9). */
export const whatsappSpec = (world: () => StoreWorld): void => {
  const receive = (about: Partial<Arrival> & { text?: string } = {}) => world().receive(world().a, about);
  const counters = async (id: ConversationId) => (await world().find(id)).counters;
  const state = async (id: ConversationId) => (await world().find(id)).state;
  const ago = (ms: number): Date => new Date(world().clock.now().getTime() - ms);
  const due = () => world().store.platform.dueTurns(10);

  describe('history', () => {
    const old = () => ({ isHistory: true, sentAt: ago(48 * hourMs) });

    it('is kept where it was written, is answered at once, and makes nothing due', async () => {
      const received = await receive({ ...old(), text: 'long ago' });
      expect(received).toMatchObject({ kind: 'stored', seq: 1, turnDueInMs: null, calledPerson: false });
      const conversation = await world().find(received.conversationId);
      expect(conversation.hasUnanswered).toBe(false);
      expect(conversation.counters).toMatchObject({ lastSeq: 1, inboundSeq: 0, answeredSeq: 1, lastInboundAt: null });
      expect(conversation.counters.lastMessageAt).toEqual(ago(48 * hourMs));
      expect(await world().message(received.messageId)).toMatchObject({
        setAside: 'history',
        createdAt: ago(48 * hourMs),
      });
      world().clock.advance(hourMs);
      expect(await due()).toEqual([]);
    });

    it('is a duplicate the second time, also of a live one', async () => {
      await receive({ ...old(), externalId: 'h1' });
      expect((await receive({ ...old(), externalId: 'h1' })).kind).toBe('duplicate');
      await receive({ externalId: 'l1' });
      expect((await receive({ ...old(), externalId: 'l1' })).kind).toBe('duplicate');
    });

    it('leaves what waits for an answer waiting, and the next message its answer', async () => {
      const live = await receive({ text: 'live' });
      await receive(old());
      expect(await counters(live.conversationId)).toMatchObject({ lastSeq: 2, inboundSeq: 1, answeredSeq: 0 });
      world().clock.advance(6_000);
      expect(await due()).toHaveLength(1);
      await receive({ text: 'more' });
      expect(await counters(live.conversationId)).toMatchObject({ lastSeq: 3, inboundSeq: 3, answeredSeq: 0 });
    });

    it('does not become unanswered when a person answers, nor when it is handed back', async () => {
      const { conversationId } = await receive(old());
      const taken = (await world().find(conversationId)).takeOver(world().make.person, false);
      await world().a.store.conversations.save(taken, { markAnswered: true });
      expect(await counters(conversationId)).toMatchObject({ answeredSeq: 1 });
      await world().a.store.conversations.save((await world().find(conversationId)).handBack(), {});
      expect(await due()).toEqual([]);
    });
  });

  describe('a message that comes too late', () => {
    it('calls a person, once, and is not answered by the assistant', async () => {
      const first = await receive({ isLate: true, sentAt: ago(hourMs) });
      expect(first).toMatchObject({ turnDueInMs: null, calledPerson: true });
      const second = await receive({ isLate: true, sentAt: ago(hourMs) });
      expect(second).toMatchObject({ conversationId: first.conversationId, turnDueInMs: null, calledPerson: false });
      expect(await state(first.conversationId)).toMatchObject({
        mode: 'waiting',
        escalation: { reason: 'while_away', at: world().clock.now() },
      });
      expect(await counters(first.conversationId)).toMatchObject({ inboundSeq: 2, answeredSeq: 2 });
      expect((await world().message(first.messageId)).setAside).toBe('late');
      world().clock.advance(hourMs);
      expect(await due()).toEqual([]);
    });

    it('leaves a person who has the conversation alone', async () => {
      const { conversationId } = await receive();
      await world().change(conversationId, { mode: 'human', holder: world().make.person.userId });
      expect(await receive({ isLate: true })).toMatchObject({ conversationId, calledPerson: false });
      expect(await state(conversationId)).toMatchObject({ mode: 'human', escalation: null });
    });
  });

  describe('what could not be decrypted', () => {
    const undecrypted = { externalId: 'u1', content: { type: 'undecrypted' } } as const;
    const text = { externalId: 'u1', content: { type: 'text', text: 'a massage please' } } as const;

    it('is filled in, once, where it stands, and its answer is due', async () => {
      const first = await receive({ ...undecrypted, settleMs: 60_000, maxSettleMs: 60_000 });
      const filled = await receive({ ...text, quotes: 'q1' });
      expect(filled).toMatchObject({ kind: 'stored', seq: 1, messageId: first.messageId });
      expect(filled.turnDueInMs).toBe(1_200);
      expect(await world().message(first.messageId)).toMatchObject({ content: text.content, quotes: 'q1', seq: 1 });
      const again = await receive({ ...text, content: { type: 'text', text: 'forged' } });
      expect(again.kind).toBe('duplicate');
      expect((await world().message(first.messageId)).content).toEqual(text.content);
      const { items } = await world().a.store.messages.search('massage', { after: null, limit: 5 });
      expect(items.map(({ id }) => id)).toEqual([first.messageId]);
    });

    it('stays a duplicate of itself', async () => {
      await receive(undecrypted);
      expect((await receive(undecrypted)).kind).toBe('duplicate');
    });

    it('does not put off what can be read', async () => {
      const { turnDueInMs } = await receive({ text: 'hello' });
      expect((await receive({ ...undecrypted, settleMs: 60_000, maxSettleMs: 60_000 })).turnDueInMs).toBe(turnDueInMs);
    });

    it('calls a person when the conversation has moved on without it', async () => {
      const placeholder = await receive(undecrypted);
      await world().answered();
      const filled = await receive(text);
      expect(filled).toMatchObject({ messageId: placeholder.messageId, turnDueInMs: null, calledPerson: true });
      expect(await state(placeholder.conversationId)).toMatchObject({
        mode: 'waiting',
        escalation: { reason: 'unreadable_message' },
      });
    });
  });

  it('keeps what a message answers to', async () => {
    const { messageId } = await receive({ quotes: 'wamid.quoted' });
    expect((await world().message(messageId)).quotes).toBe('wamid.quoted');
    expect((await world().message((await receive()).messageId)).quotes).toBeNull();
  });

  describe('what the owner writes on the phone', () => {
    const own = (about: Partial<OwnArrival> = {}): OwnArrival => {
      const { make, a } = world();
      return { ...make.anArrival(a.channel.id), identities: [phone], displayName: null, externalId: 'o1', ...about };
    };
    const receiveOwn = (about: Partial<OwnArrival> = {}) => world().a.store.conversations.receiveOwn(own(about));

    it('is a take-over: sent, once, and the assistant is silent', async () => {
      const { conversationId, fence, conversation } = await world().leased(world().a, { identities: [phone] });
      const turn = world().make.aTurn(conversation);
      await world().a.store.turns.write(turn, fence);
      await world().a.store.turns.apply(turn, world().make.effectsOf(turn, conversation));
      await receive({ identities: [phone] });
      const stored = await receiveOwn();
      expect(stored).toMatchObject({ kind: 'stored', conversationId, seq: 4 });
      expect(await receiveOwn()).toMatchObject({ kind: 'duplicate', messageId: stored.messageId });
      expect(await world().message(stored.messageId)).toMatchObject({
        author: { kind: 'owner_phone' },
        direction: 'out',
        status: 'sent',
        externalId: 'o1',
      });
      expect(await state(conversationId)).toMatchObject({ mode: 'human', holder: null, epoch: 1 });
      expect((await world().find(conversationId)).hasUnanswered).toBe(false);
      expect((await world().message(turn.replies[0]!.id)).status).toBe('cancelled');
      world().clock.advance(hourMs);
      expect(await due()).toEqual([]);
      expect((await receive({ identities: [phone] })).turnDueInMs).toBeNull();
    });

    it('opens the conversation when the customer is new', async () => {
      const { conversationId } = await receiveOwn({ identities: [lid, phone] });
      expect(await state(conversationId)).toMatchObject({ mode: 'human', status: 'open' });
      expect((await receive({ identities: [phone] })).conversationId).toBe(conversationId);
    });

    it('of history takes nothing over, and dates from when it was written', async () => {
      const { conversationId } = await receive({ identities: [phone] });
      const { messageId } = await receiveOwn({ isHistory: true, sentAt: ago(hourMs) });
      expect(await state(conversationId)).toMatchObject({ mode: 'assistant', epoch: 0 });
      expect((await world().find(conversationId)).hasUnanswered).toBe(true);
      expect((await world().message(messageId)).createdAt).toEqual(ago(hourMs));
    });

    it('is what we sent ourselves when the provider knows it by our id', async () => {
      const { conversationId } = await receive({ identities: [phone] });
      await world().say(conversationId, world().make.aDraft());
      const { id } = await world().claim(conversationId);
      await world().a.store.messages.settleDelivery(id, 1, { status: 'sent', externalId: 'o1' });
      expect(await receiveOwn()).toMatchObject({ kind: 'duplicate', messageId: id });
      expect((await state(conversationId)).mode).toBe('assistant');
    });

    it('leaves it with who of the team has it', async () => {
      const { conversationId } = await receive({ identities: [phone] });
      const { userId } = world().make.person;
      await world().change(conversationId, { mode: 'human', holder: userId });
      await receiveOwn();
      expect((await state(conversationId)).holder).toBe(userId);
    });
  });

  describe('one person', () => {
    const join = (left: CustomerIdentity, right: CustomerIdentity) =>
      world().a.store.conversations.joinIdentities(left, right);
    const customerOf = async (id: ConversationId) =>
      world().a.store.conversations.findCustomer((await state(id)).customerId);

    it('is one customer, in whatever order number, LID and both come', async () => {
      const ways = [[phone], [lid], [phone, lid], [lid, phone], 'join'] as const;
      const orders = fc.array(fc.constantFrom(...ways), { minLength: 1, maxLength: 6 });
      let nth = 0;
      await fc.assert(
        fc.asyncProperty(orders, async (order) => {
          nth += 1;
          const own = (identity: CustomerIdentity) => ({ ...identity, value: `${identity.value}-${nth}` });
          const touched = new Set<ConversationId>();
          for (const way of [...order, [phone, lid] as const])
            if (way === 'join') await join(own(phone), own(lid));
            else
              touched.add(
                (await receive({ identities: way.map(own) as [CustomerIdentity, ...CustomerIdentity[]] }))
                  .conversationId,
              );
          const states = await Promise.all([...touched].map(state));
          expect(new Set(states.map(({ customerId }) => customerId)).size).toBe(1);
          expect(states.filter(({ status }) => status === 'open')).toHaveLength(1);
          const [first] = states;
          const customer = await world().a.store.conversations.findCustomer(first?.customerId ?? CustomerId(''));
          expect(new Set(customer?.identities)).toEqual(new Set([own(phone), own(lid)]));
        }),
        { numRuns: 60 },
      );
    });

    it('has one card, and what was the newer one’s is the older one’s, with a trace of it', async () => {
      const { a, make, clock } = world();
      const older = await receive({ identities: [lid], displayName: null });
      clock.advance(1_000);
      const newer = await receive({ identities: [phone], displayName: 'Amal' });
      const gone = (await customerOf(newer.conversationId))!;
      await a.store.conversations.saveCustomer({ ...gone, email: 'amal@example.com', remark: 'VIP' }, make.anAudit());
      const lead = await a.store.leads.save(
        make.aLead(a.store.tenantId, { customerId: gone.id, conversationId: newer.conversationId }),
        make.anAudit(),
      );
      const changed = await join(phone, lid);
      expect(new Set(changed)).toEqual(new Set([older.conversationId, newer.conversationId]));
      const kept = await customerOf(newer.conversationId);
      expect(kept).toMatchObject({ name: 'Amal', email: 'amal@example.com', remark: 'VIP', identities: [lid, phone] });
      expect((await customerOf(older.conversationId))?.id).toBe(kept?.id);
      expect(await a.store.conversations.findCustomer(gone.id)).toBeNull();
      expect((await a.store.leads.find(lead.id))?.customerId).toBe(kept?.id);
      const { items } = await a.store.audit.page({ action: 'customer.merged' }, { after: null, limit: 5 });
      expect(items).toMatchObject([{ target: kept?.id, facts: { merged: gone.id }, actor: 'system:identities' }]);
      expect(await join(lid, phone)).toEqual([]);
    });

    it('has an order’s customer with it', async () => {
      const { orderId, conversationId } = await world().ordered();
      const known = { scheme: 'wa_phone', value: '+971500000001' } as const;
      world().clock.advance(-10_000);
      await receive({ identities: [lid] });
      await join(known, lid);
      const order = await world().a.store.orders.find(orderId);
      expect(order?.state.customerId).toBe((await state(conversationId)).customerId);
    });

    it('has one open conversation on a channel: the newer one, with who had the other', async () => {
      const first = await receive({ identities: [phone] });
      const { userId } = world().make.person;
      await world().change(first.conversationId, { mode: 'human', holder: userId, assignee: userId });
      world().clock.advance(1_000);
      const second = await receive({ identities: [lid] });
      const third = await receive({ identities: [lid, phone] });
      expect(third).toMatchObject({ conversationId: second.conversationId, seq: 2, turnDueInMs: null });
      expect(await state(first.conversationId)).toMatchObject({ status: 'closed', resolution: 'customer.merged' });
      expect(await state(second.conversationId)).toMatchObject({ mode: 'human', holder: userId, assignee: userId });
      world().clock.advance(hourMs);
      expect(await due()).toEqual([]);
    });

    it('waits for a person when what waited for an answer stood in the conversation that ended', async () => {
      await receive({ identities: [phone] });
      world().clock.advance(1_000);
      const second = await receive({ identities: [lid] });
      await join(phone, lid);
      expect(await state(second.conversationId)).toMatchObject({
        mode: 'waiting',
        escalation: { reason: 'while_away' },
      });
    });

    it('is not who has the number now: two accounts stay two customers', async () => {
      const hers = await receive({ identities: [phone, lid] });
      const his = await receive({ identities: [otherLid] });
      expect(await join(phone, otherLid)).toEqual([]);
      const again = await receive({ identities: [phone, otherLid] });
      expect(again.conversationId).toBe(his.conversationId);
      expect((await customerOf(hers.conversationId))?.identities).toEqual([phone, lid]);
      const third = await receive({ identities: [phone, { scheme: 'wa_lid', value: '14' }] });
      expect(third.conversationId).not.toBe(hers.conversationId);
      expect(await join(phone, { scheme: 'wa_lid', value: '15' })).toEqual([]);
    });

    it('nobody knows yet is nobody', async () => {
      expect(await join(phone, lid)).toEqual([]);
      const { conversationId } = await receive({ identities: [phone] });
      expect(await join(lid, phone)).toEqual([conversationId]);
      expect((await receive({ identities: [lid] })).conversationId).toBe(conversationId);
    });

    it('at another business is another customer', async () => {
      await receive({ identities: [phone] });
      const theirs = await world().receive(world().b, { identities: [lid] });
      await join(phone, lid);
      expect((await world().find(theirs.conversationId, world().b)).state.status).toBe('open');
      expect((await receive({ identities: [lid] })).conversationId).not.toBe(theirs.conversationId);
    });
  });
};
