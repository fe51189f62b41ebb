import { describe, expect, it } from 'vitest';
import { HumanDecisionRequired, OrderRequest } from '#domain/orders/order-request';
import { Currency, Money } from '#domain/shared/money';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

export const orderSpec = (world: () => StoreWorld): void => {
  const stored = async () => {
    const { a } = world();
    const { conversationId, orderId } = await world().ordered();
    const order = await a.store.orders.find(orderId);
    if (order === null) throw new Error('no order');
    return { orders: a.store.orders, conversationId, order, decided: world().make.anAudit({ target: orderId }) };
  };

  describe('order requests', () => {
    it('are numbered 1, 2, 3 in each tenant', async () => {
      const { a, b } = world();
      for (let nth = 0; nth < 3; nth += 1) await world().ordered();
      await world().ordered(b);
      const numbers = async (at: typeof a) =>
        (await at.store.orders.page({}, { after: null, limit: 10 })).items.map(({ state }) => state.number).sort();
      expect(await numbers(a)).toEqual([1, 2, 3]);
      expect(await numbers(b)).toEqual([1]);
    });

    it('name the customer who had no name, and never one who has', async () => {
      const { a, clock } = world();
      const nameOf = async (conversationId: Awaited<ReturnType<typeof stored>>['conversationId']) =>
        a.store.conversations.findCustomer((await world().find(conversationId)).state.customerId);
      const { conversationId } = await stored();
      const card = await nameOf(conversationId);
      expect(card?.name).toBe('Amal');
      if (card === null) throw new Error('no customer');
      await a.store.conversations.saveCustomer({ ...card, name: 'Amal Haddad' }, world().make.anAudit());
      clock.advance(60_000);
      await stored();
      expect((await nameOf(conversationId))?.name).toBe('Amal Haddad');
    });

    it('are saved with the entry and the message that tell of it', async () => {
      const { a, make, clock } = world();
      const { orders, order, conversationId, decided } = await stored();
      const approved = order.approve(make.person, clock.now());
      const news = make.aDraft({ author: { kind: 'system' }, sensitive: true });
      const saved = await orders.save(approved, { audit: [decided], messages: [news] });
      expect(saved.state).toEqual({ ...approved.state, version: order.state.version + 1 });
      expect((await orders.find(order.state.id))?.state).toEqual(saved.state);
      expect((await a.store.messages.since(conversationId, 2, 10)).map(({ id }) => id)).toEqual([news.id]);
      expect((await a.store.audit.since(1, 10)).at(-1)?.target).toBe(order.state.id);
    });

    it('are decided once: of two people who decide at the same time one is told', async () => {
      const { make, clock } = world();
      const { orders, order, decided } = await stored();
      const results = await Promise.allSettled([
        orders.save(order.approve(make.person, clock.now()), { audit: [decided] }),
        orders.save(order.reject(make.person, clock.now(), null), { audit: [decided] }),
      ]);
      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected']);
      expect(results[1]).toMatchObject({ reason: expect.any(StaleWrite) });
    });

    it.each(['approved', 'rejected', 'fulfilled'] as const)(
      'are never stored as %s without a decision on record',
      async (status) => {
        const { orders, order, decided } = await stored();
        const forged = OrderRequest.restore({ ...order.state, status });
        await expect(orders.save(forged, { audit: [decided] })).rejects.toBeInstanceOf(HumanDecisionRequired);
        expect((await orders.find(order.state.id))?.state.status).toBe('pending');
      },
    );

    it('are never stored as decided if only a program is named for it', async () => {
      const { make, clock } = world();
      const { orders, order } = await stored();
      const byProgram = make.anAudit({ actor: { kind: 'assistant' }, target: order.state.id });
      const saving = orders.save(order.approve(make.person, clock.now()), { audit: [byProgram] });
      await expect(saving).rejects.toBeInstanceOf(HumanDecisionRequired);
    });

    it('change a price only with a person in the log', async () => {
      const { make } = world();
      const { orders, order, decided } = await stored();
      const service = order.state.lines[0]!.serviceId;
      const cheaper = order.overridePrice(service, Money.of(1n, Currency('AED')), make.person);
      await expect(orders.save(cheaper, {})).rejects.toBeInstanceOf(HumanDecisionRequired);
      const saved = await orders.save(cheaper, { audit: [decided] });
      expect(saved.total.minor).toBe(2n);
      expect((await orders.find(order.state.id))?.total.minor).toBe(2n);
    });

    it('are listed newest first, by status, by conversation and by customer', async () => {
      const { make, clock } = world();
      const { orders, order, decided, conversationId } = await stored();
      clock.advance(1_000);
      const second = await world().ordered();
      await orders.save(order.approve(make.person, clock.now()), { audit: [decided] });
      const list = async (filter: Parameters<typeof orders.page>[0]) =>
        (await orders.page(filter, { after: null, limit: 10 })).items.map(({ state }) => state.id);
      expect(await list({})).toEqual([second.orderId, order.state.id]);
      expect(await list({ status: 'approved' })).toEqual([order.state.id]);
      expect(await list({ conversationId })).toEqual([second.orderId, order.state.id]);
      expect(await list({ customerId: order.state.customerId })).toEqual([second.orderId, order.state.id]);
      expect(await list({ customerId: make.ids.customer() })).toEqual([]);
    });

    it('are withdrawn by the turn in which the customer takes them back', async () => {
      const { a } = world();
      const { orders, order } = await stored();
      await world().answered(a, { withdraws: order.state.id }, { withdrawn: order.withdraw() });
      expect((await orders.find(order.state.id))?.state.status).toBe('cancelled');
    });
  });
};
