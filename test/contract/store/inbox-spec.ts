import { describe, expect, it } from 'vitest';
import { NotFound } from '#application/not-found';
import type { ConversationFilter } from '#application/ports/conversation-store';
import type { Note } from '#domain/conversation/note';
import { StaleWrite } from '#domain/shared/stale-write';
import { everyPage, type StoreWorld } from './store-world.js';

export const inboxSpec = (world: () => StoreWorld): void => {
  /** A conversation of a customer of its own, a second later than the one before. */
  const talk = async (nth: number) => {
    world().clock.advance(1_000);
    const identities = [{ scheme: 'email', value: `c${nth}@example.com` }] as const;
    return (await world().receive(world().a, { identities })).conversationId;
  };
  /** Page by page: what a list holds and where the next page begins must agree. */
  const ids = async (filter: ConversationFilter) =>
    (await everyPage((after) => world().a.store.conversations.page(filter, { after, limit: 1 }, null))).map(
      ({ conversation }) => conversation.state.id,
    );

  describe('whose task a conversation is', () => {
    it('comes back, and the inbox is listed by one person’s, another’s and nobody’s', async () => {
      const { make } = world();
      const { userId } = make.person;
      const [first, second, third] = [await talk(1), await talk(2), await talk(3)];
      const saved = await world().change(first, { assignee: userId });
      expect(saved.state.assignee).toBe(userId);
      await world().change(third, { assignee: make.ids.user() });
      expect((await world().find(first)).state.assignee).toBe(userId);
      expect(await ids({ assignee: userId })).toEqual([first]);
      expect(await ids({ assignee: null })).toEqual([second]);
      expect(await ids({})).toEqual([third, second, first]);
      await world().change(first, { assignee: null });
      expect(await ids({ assignee: null })).toEqual([second, first]);
    });
  });

  describe('what a person has not read', () => {
    it('lists the inbox page by page, together with the other filters', async () => {
      const { conversations } = world().a.store;
      const me = world().make.person.userId;
      const unread = async (filter: ConversationFilter = {}) =>
        (await everyPage((after) => conversations.page({ ...filter, unread: true }, { after, limit: 1 }, me))).map(
          ({ conversation }) => conversation.state.id,
        );
      const [first, second, third] = [await talk(1), await talk(2), await talk(3)];
      await world().change(third, { tags: ['vip'] });
      expect(await unread()).toEqual([third, second, first]);
      await conversations.markRead(second, me, 1);
      await conversations.markRead(first, world().make.ids.user(), 1);
      expect(await unread()).toEqual([third, first]);
      expect(await unread({ tag: 'vip' })).toEqual([third]);
      const again = { identities: [{ scheme: 'email', value: 'c2@example.com' }] } as const;
      await world().receive(world().a, again);
      expect(await unread()).toEqual(expect.arrayContaining([first, second, third]));
    });
  });

  describe('tags', () => {
    it('come back in the order they were given and list the inbox, together with the other filters', async () => {
      const { make, clock } = world();
      const [first, second] = [await talk(1), await talk(2)];
      await world().change(first, { tags: ['vip', 'عربي', 'vip'] });
      await world().change(second, { tags: ['vip'], assignee: make.person.userId });
      expect((await world().find(first)).state.tags).toEqual(['vip', 'عربي', 'vip']);
      expect(await ids({ tag: 'vip' })).toEqual([second, first]);
      expect(await ids({ tag: 'عربي' })).toEqual([first]);
      expect(await ids({ tag: 'vi' })).toEqual([]);
      expect(await ids({ tag: 'vip', assignee: null })).toEqual([first]);
      await world().change(first, { tags: ['عربي'] });
      expect(await ids({ tag: 'vip' })).toEqual([second]);
      await world().a.store.conversations.save((await world().find(second)).close(null, clock.now()), {});
      expect(await ids({ tag: 'vip', status: 'open' })).toEqual([]);
      expect(await ids({ tag: 'vip', status: 'closed' })).toEqual([second]);
    });

    it('follow their conversation: latest activity first, whoever wrote, and in the mode it is in now', async () => {
      const { a, make, clock } = world();
      const [first, second] = [await talk(1), await talk(2)];
      for (const id of [first, second]) await world().change(id, { tags: ['vip'] });
      const again = { identities: [{ scheme: 'email', value: 'c1@example.com' }] } as const;
      clock.advance(1_000);
      await world().receive(a, again);
      expect(await ids({ tag: 'vip' })).toEqual([first, second]);
      clock.advance(1_000);
      await world().say(second, make.aDraft());
      expect(await ids({ tag: 'vip' })).toEqual([second, first]);
      clock.advance(6_000);
      const lease = (await a.store.conversations.claimTurn(first, 'worker', 60_000))!;
      const turn = make.aTurn(lease.conversation, { escalation: 'anger' });
      await a.store.turns.write(turn, lease.fence);
      await a.store.turns.apply(turn, make.effectsOf(turn, lease.conversation));
      expect(await ids({ tag: 'vip', mode: 'waiting' })).toEqual([first]);
      expect(await ids({ tag: 'vip', mode: 'assistant' })).toEqual([second]);
      expect(await ids({ tag: 'vip' })).toEqual([first, second]);
    });

    it('are named most used first', async () => {
      const [first, second] = [await talk(1), await talk(2)];
      expect(await world().a.store.conversations.tags()).toEqual([]);
      await world().change(first, { tags: ['rare', 'often'] });
      await world().change(second, { tags: ['often'] });
      expect(await world().a.store.conversations.tags()).toEqual(['often', 'rare']);
    });

    it('are not those of a save that was refused', async () => {
      const { a } = world();
      const id = await talk(1);
      const read = await world().find(id);
      await world().change(id, { tags: ['kept'] });
      const late = Object.assign(Object.create(Object.getPrototypeOf(read)), read, {
        state: { ...read.state, tags: ['late'] },
      });
      await expect(a.store.conversations.save(late, {})).rejects.toBeInstanceOf(StaleWrite);
      expect(await a.store.conversations.tags()).toEqual(['kept']);
    });
  });

  describe('the counts of the inbox', () => {
    it('tell who has the open conversations, and how many are nobody’s', async () => {
      const { a, make, clock } = world();
      const { conversations } = a.store;
      expect(await conversations.counts()).toEqual({ assistant: 0, waiting: 0, human: 0, unassigned: 0 });
      const [one, two, three, four] = [await talk(1), await talk(2), await talk(3), await talk(4)];
      await conversations.save((await world().find(two)).escalate('anger', clock.now()), {});
      await conversations.save((await world().find(three)).takeOver(make.person, false), {});
      await conversations.save((await world().find(four)).close(null, clock.now()), {});
      await world().change(one, { assignee: make.person.userId });
      expect(await conversations.counts()).toEqual({ assistant: 1, waiting: 1, human: 1, unassigned: 2 });
    });

    it('tell what is mine, unread and closed, to each person their own', async () => {
      const { a, make, clock } = world();
      const { conversations } = a.store;
      const me = make.person.userId;
      const none = { mine: 0, unread: 0, closed: 0 };
      expect(await conversations.inboxCounts(me)).toMatchObject(none);
      const [one, two, three, four] = [await talk(1), await talk(2), await talk(3), await talk(4)];
      await world().change(one, { assignee: me });
      await conversations.save((await world().find(two)).takeOver(make.person, false), {});
      await world().change(two, { assignee: me });
      await conversations.save((await world().find(three)).takeOver(make.person, false), {});
      await conversations.save((await world().find(four)).close(null, clock.now()), {});
      await conversations.markRead(one, me, 1);
      expect(await conversations.inboxCounts(me)).toMatchObject({ mine: 3, unread: 2, closed: 1, human: 2 });
      expect(await conversations.inboxCounts(make.ids.user())).toMatchObject({ mine: 0, unread: 3, closed: 1 });
      expect(await conversations.inboxCounts(null)).toMatchObject({ mine: 0, unread: 0, closed: 1 });
      expect(await world().b.store.conversations.inboxCounts(me)).toMatchObject(none);
    });

    it('tell how many orders are in each status', async () => {
      const { orders } = world().a.store;
      const none = { pending: 0, approved: 0, rejected: 0, cancelled: 0, expired: 0, fulfilled: 0 };
      expect(await orders.counts()).toEqual(none);
      await world().ordered();
      const { orderId } = await world().ordered();
      await orders.save((await orders.find(orderId))!.withdraw(), {});
      expect(await orders.counts()).toEqual({ ...none, pending: 1, cancelled: 1 });
    });
  });

  describe('a read mark', () => {
    it('is one person’s, never goes back and never beyond what there is', async () => {
      const { a, make } = world();
      const { conversations } = a.store;
      const { userId } = make.person;
      const { conversationId: id } = await world().receive();
      for (let nth = 0; nth < 4; nth += 1) await world().receive();
      expect(await conversations.readSeq(id, userId)).toBe(0);
      await Promise.all([3, 1, 4, 2].map((seq) => conversations.markRead(id, userId, seq)));
      expect(await conversations.readSeq(id, userId)).toBe(4);
      await conversations.markRead(id, userId, 2);
      expect(await conversations.readSeq(id, userId)).toBe(4);
      await conversations.markRead(id, userId, 1_000);
      expect(await conversations.readSeq(id, userId)).toBe(5);
      expect(await conversations.readSeq(id, make.ids.user())).toBe(0);
      await expect(conversations.markRead(make.ids.conversation(), userId, 1)).rejects.toBeInstanceOf(NotFound);
    });

    it('goes with the page of who asks', async () => {
      const { a, make } = world();
      const { conversations } = a.store;
      const [first, second] = [await talk(1), await talk(2)];
      await conversations.markRead(first, make.person.userId, 1);
      const seen = async (reader: typeof make.person.userId | null) =>
        (await conversations.page({}, { after: null, limit: 10 }, reader)).items.map(({ conversation, readSeq }) => [
          conversation.state.id,
          readSeq,
        ]);
      expect(await seen(make.person.userId)).toEqual([
        [second, 0],
        [first, 1],
      ]);
      for (const reader of [null, make.ids.user()])
        expect(await seen(reader)).toEqual([
          [second, 0],
          [first, 0],
        ]);
    });
  });

  describe('notes', () => {
    it('are kept oldest first, each once, with a line in the log', async () => {
      const { a, make, clock } = world();
      const { conversations, audit } = a.store;
      const { conversationId } = await world().receive();
      expect(await conversations.notes(conversationId)).toEqual([]);
      const notes: Note[] = [];
      for (const text of ['one', 'two', 'three']) {
        clock.advance(1);
        notes.push(await conversations.addNote(make.aNote(a.store.tenantId, conversationId, text), make.anAudit()));
      }
      expect(await conversations.notes(conversationId)).toEqual(notes);
      await expect(conversations.addNote(notes[0]!, make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
      const lost = make.aNote(a.store.tenantId, make.ids.conversation());
      await expect(conversations.addNote(lost, make.anAudit())).rejects.toBeInstanceOf(NotFound);
      expect(await audit.since(2, 10)).toHaveLength(3);
    });

    it('are the newest two hundred, where there are more', async () => {
      const { a, make, clock } = world();
      const { conversationId } = await world().receive();
      for (let nth = 0; nth < 201; nth += 1) {
        clock.advance(1);
        await a.store.conversations.addNote(make.aNote(a.store.tenantId, conversationId, `${nth}`), make.anAudit());
      }
      const texts = (await a.store.conversations.notes(conversationId)).map(({ text }) => text);
      expect([texts.length, texts[0], texts.at(-1)]).toEqual([200, '1', '200']);
    });
  });

  describe('the card of a customer', () => {
    it('is written by compare-and-set and leaves the identities alone', async () => {
      const { a, make } = world();
      const { conversations } = a.store;
      const { conversationId } = await world().receive();
      const { customerId } = (await world().find(conversationId)).state;
      const customer = (await conversations.findCustomer(customerId))!;
      expect(customer).toMatchObject({ name: 'Amal', email: null, phone: null, remark: '', version: 1 });
      const card = { name: 'Amal N.', language: 'ar', email: 'a@example.com', phone: '+97150', remark: 'vip' } as const;
      const saved = await conversations.saveCustomer({ ...customer, ...card, identities: [] }, make.anAudit());
      expect(saved).toEqual({ ...customer, ...card, version: 2 });
      expect(await conversations.findCustomer(customerId)).toEqual(saved);
      for (const version of [0, 1])
        await expect(
          conversations.saveCustomer({ ...customer, remark: 'late', version }, make.anAudit()),
        ).rejects.toBeInstanceOf(StaleWrite);
      expect(await a.store.audit.since(2, 10)).toHaveLength(1);
    });

    it('is not disturbed by messages, and a message takes nothing from it', async () => {
      const { a, make } = world();
      const { conversations } = a.store;
      const { conversationId } = await world().receive();
      const { customerId } = (await world().find(conversationId)).state;
      const read = (await conversations.findCustomer(customerId))!;
      const more = { scheme: 'wa_bsuid', value: 'XX.9' } as const;
      await world().receive(a, { identities: [...read.identities, more] as never, displayName: 'Somebody' });
      const saved = await conversations.saveCustomer({ ...read, remark: 'asks for Sara' }, make.anAudit());
      expect(saved).toMatchObject({ name: 'Amal', version: 2, identities: [...read.identities, more] });
      await world().receive(a, { displayName: 'Else' });
      expect(await conversations.findCustomer(customerId)).toEqual(saved);
    });

    it('is found for a visitor of the widget as for anybody else', async () => {
      const { a } = world();
      const identity = { scheme: 'widget_visitor', value: world().make.ids.visitor() } as const;
      const { conversationId } = await world().receive(a, { identities: [identity], displayName: null });
      const found = await a.store.conversations.findLatestByIdentity(a.channel.id, identity);
      expect(found?.state.id).toBe(conversationId);
    });
  });
};
