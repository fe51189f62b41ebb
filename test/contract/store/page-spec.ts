import { describe, expect, it } from 'vitest';
import type { Page, PageRequest } from '#domain/shared/page';
import { everyPage, type StoreWorld } from './store-world.js';

export const pageSpec = (world: () => StoreWorld): void => {
  /** Every paged list of one business, with seven things in it, some of the same moment. */
  const lists = async (): Promise<Record<string, (page: PageRequest) => Promise<Page<unknown>>>> => {
    const { a, make, clock } = world();
    const { store } = a;
    let conversationId = (await world().receive()).conversationId;
    for (let nth = 0; nth < 7; nth += 1) {
      if (nth % 2 === 0) clock.advance(1_000);
      const identities = [{ scheme: 'wa_phone', value: `+9715000001${nth}` }] as const;
      ({ conversationId } = await world().receive(a, { identities }));
      await store.catalogue.saveServices([make.aService(store.tenantId)], [make.anAudit()]);
      await store.catalogue.saveFaqs([make.aFaq(store.tenantId)], []);
      await store.leads.save(make.aLead(store.tenantId), make.anAudit());
      await world().change(conversationId, { tags: ['vip'], assignee: make.person.userId });
      conversationId = (await world().ordered()).conversationId;
    }
    return {
      conversations: (page) => store.conversations.page({}, page, null),
      'open conversations': (page) => store.conversations.page({ status: 'open' }, page, null),
      'conversations by tag': (page) => store.conversations.page({ tag: 'vip' }, page, null),
      'conversations of one person': (page) => store.conversations.page({ assignee: make.person.userId }, page, null),
      leads: (page) => store.leads.page({}, page),
      messages: (page) => store.messages.page(conversationId, page),
      search: (page) => store.messages.search('hello', page),
      turns: (page) => store.turns.page(conversationId, page),
      orders: (page) => store.orders.page({}, page),
      services: (page) => store.catalogue.pageServices(page),
      faqs: (page) => store.catalogue.pageFaqs(page),
      audit: (page) => store.audit.page({}, page),
      tenants: (page) => world().store.platform.pageTenants({}, page),
    };
  };

  describe('pages', () => {
    it('hold every row once, in one order, whatever their size', async () => {
      for (const [name, load] of Object.entries(await lists())) {
        const whole = (await load({ after: null, limit: 100 })).items;
        expect(whole.length, name).toBeGreaterThan(1);
        for (const limit of [1, 2, 3]) expect(await everyPage((after) => load({ after, limit })), name).toEqual(whole);
      }
    });

    it('refuse a cursor that is none, and that of another list', async () => {
      const all = await lists();
      const cursors = ['', 'x', '{}', 'W10', Buffer.from('["orders",1]').toString('base64url'), 'a'.repeat(5_000)];
      for (const [name, load] of Object.entries(all)) {
        for (const after of cursors)
          await expect(load({ after, limit: 5 }), `${name} ${after.slice(0, 20)}`).rejects.toMatchObject({
            code: 'page.invalid_cursor',
            kind: 'invalid',
          });
        const foreign = name === 'orders' ? 'services' : 'orders';
        const { next } = await all[foreign]!({ after: null, limit: 1 });
        await expect(load({ after: next, limit: 5 }), name).rejects.toMatchObject({ code: 'page.invalid_cursor' });
      }
    });

    it('reach nothing of another business with its cursor', async () => {
      const all = await lists();
      const { next } = await all['orders']!({ after: null, limit: 1 });
      expect(await world().b.store.orders.page({}, { after: next, limit: 5 })).toEqual({ items: [], next: null });
      expect(next).not.toContain(world().a.store.tenantId);
      expect(Buffer.from(next ?? '', 'base64url').toString()).not.toContain(world().a.store.tenantId);
    });

    it('are at most a hundred long and at least one', async () => {
      const { orders } = await lists();
      expect((await orders!({ after: null, limit: -5 })).items).toHaveLength(1);
      expect((await orders!({ after: null, limit: 1e9 })).items.length).toBeLessThanOrEqual(100);
    });
  });

  describe('the inbox', () => {
    it('shows the latest activity first, with customer and last message, by every filter', async () => {
      const { a, make, clock } = world();
      const { store } = a;
      const start = async (nth: number) => {
        clock.advance(1_000);
        return world().receive(a, {
          identities: [{ scheme: 'email', value: `c${nth}@example.com` }],
          text: `hi ${nth}`,
        });
      };
      const [assistant, waiting, human, closed] = [await start(1), await start(2), await start(3), await start(4)];
      const at = (received: typeof assistant) => world().find(received.conversationId);
      await store.conversations.save((await at(waiting)).escalate('anger', clock.now()), {});
      await store.conversations.save((await at(human)).takeOver(make.person, false), {});
      await store.conversations.save((await at(closed)).close(null, clock.now()), {});
      clock.advance(1_000);
      await world().receive(a, { identities: [{ scheme: 'email', value: 'c1@example.com' }], text: 'again' });

      const ids = async (filter: Parameters<typeof store.conversations.page>[0]) =>
        (await store.conversations.page(filter, { after: null, limit: 10 }, null)).items.map(
          (each) => each.conversation.state.id,
        );
      const name = {
        a: assistant.conversationId,
        w: waiting.conversationId,
        h: human.conversationId,
        c: closed.conversationId,
      };
      expect(await ids({})).toEqual([name.a, name.c, name.h, name.w]);
      expect(await ids({ status: 'open' })).toEqual([name.a, name.h, name.w]);
      expect(await ids({ status: 'closed' })).toEqual([name.c]);
      expect(await ids({ mode: 'waiting' })).toEqual([name.w]);
      expect(await ids({ mode: 'assistant' })).toEqual([name.a, name.c]);
      expect(await ids({ mode: 'assistant', status: 'open' })).toEqual([name.a]);
      expect(await ids({ holder: make.person.userId })).toEqual([name.h]);
      expect(await ids({ customerId: (await at(closed)).state.customerId })).toEqual([name.c]);
      expect(await ids({ channelId: make.ids.channel() })).toEqual([]);
      const [first] = (await store.conversations.page({}, { after: null, limit: 1 }, null)).items;
      expect(first?.customer.identities).toEqual([{ scheme: 'email', value: 'c1@example.com' }]);
      expect(first?.lastMessage?.content).toEqual({ type: 'text', text: 'again' });
    });
  });
};
