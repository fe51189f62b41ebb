import { describe, expect, it } from 'vitest';
import { TenantIsolationBroken } from '#application/ports/store';
import { TenantId } from '#domain/shared/ids';
import { faceIsolation } from './isolation-face.js';
import { studioIsolation } from './isolation-studio.js';
import type { StoreWorld } from './store-world.js';

export const isolationSpec = (world: () => StoreWorld): void => {
  const face = faceIsolation(world);
  const studio = studioIsolation(world);

  /** One of everything in business A. */
  const filled = async () => {
    const { a, make } = world();
    const { store } = a;
    const { tenantId } = store;
    const { conversationId, turn, orderId } = await world().ordered();
    const { customerId } = (await world().find(conversationId)).state;
    const filledFace = await face.fillFace({ conversationId, customerId });
    const filledStudio = await studio.fill(conversationId, turn.id);
    const conversation = await world().find(conversationId);
    const [reply] = await store.messages.since(conversationId, 1, 1);
    const [service] = await store.catalogue.saveServices([make.aService(tenantId)], []);
    const [faq] = await store.catalogue.saveFaqs([make.aFaq(tenantId)], []);
    const member = await store.team.saveMember(make.aMember(tenantId), make.anAudit());
    const role = await store.team.saveRole(make.aRole(tenantId), make.anAudit());
    const key = await store.apiKeys.save(make.anApiKey(tenantId), make.anAudit());
    const order = (await store.orders.find(orderId))!;
    return {
      conversationId,
      customerId,
      face: filledFace,
      studio: filledStudio,
      conversation,
      turn,
      orderId,
      order,
      reply: reply!,
      service: service!,
      faq: faq!,
      member,
      role,
      key,
    };
  };
  type Filled = Awaited<ReturnType<typeof filled>>;
  const all = { after: null, limit: 100 };

  const reads: Record<string, (of: Filled) => Promise<unknown>> = {
    ...face.reads,
    ...studio.reads,
    'conversations.find': (of) => world().b.store.conversations.find(of.conversationId),
    'conversations.findCustomer': (of) => world().b.store.conversations.findCustomer(of.conversation.state.customerId),
    'conversations.findLatestByIdentity': () =>
      world().b.store.conversations.findLatestByIdentity(world().a.channel.id, {
        scheme: 'wa_phone',
        value: '+971500000001',
      }),
    'conversations.claimTurn': (of) => world().b.store.conversations.claimTurn(of.conversationId, 'thief', 1_000),
    'messages.find': (of) => world().b.store.messages.find(of.reply.id),
    'messages.findByExternalId': () => world().b.store.messages.findByExternalId(world().a.channel.id, 'in-1'),
    'turns.find': (of) => world().b.store.turns.find(of.turn.id),
    'orders.find': (of) => world().b.store.orders.find(of.orderId),
    'catalogue.findService': (of) => world().b.store.catalogue.findService(of.service.id),
    'catalogue.findFaq': (of) => world().b.store.catalogue.findFaq(of.faq.id),
    'channels.find': () => world().b.store.channels.find(world().a.channel.id),
    'team.findMember': (of) => world().b.store.team.findMember(of.member.userId),
    'team.findRole': (of) => world().b.store.team.findRole(of.role.id),
    'apiKeys.find': (of) => world().b.store.apiKeys.find(of.key.id),
  };
  const lists: Record<string, (of: Filled) => Promise<readonly unknown[]>> = {
    ...face.lists,
    ...studio.lists,
    'conversations.page': async () => (await world().b.store.conversations.page({}, all, null)).items,
    'conversations.page by customer': async (of) =>
      (await world().b.store.conversations.page({ customerId: of.conversation.state.customerId }, all, null)).items,
    'messages.page': async (of) => (await world().b.store.messages.page(of.conversationId, all)).items,
    'messages.since': (of) => world().b.store.messages.since(of.conversationId, 0, 100),
    'messages.search': async () => (await world().b.store.messages.search('hello', all)).items,
    'turns.page': async (of) => (await world().b.store.turns.page(of.conversationId, all)).items,
    'orders.page by customer': async (of) =>
      (await world().b.store.orders.page({ customerId: of.conversation.state.customerId }, all)).items,
    'turns.answerFigures': async () => {
      const { answered } = await world().b.store.turns.answerFigures(new Date(0));
      return answered === 0 ? [] : [answered];
    },
    'orders.page': async () => (await world().b.store.orders.page({}, all)).items,
    'catalogue.pageServices': async () => (await world().b.store.catalogue.pageServices(all)).items,
    'catalogue.pageFaqs': async () => (await world().b.store.catalogue.pageFaqs(all)).items,
    'catalogue.snapshot': async () => {
      const snapshot = await world().b.store.catalogue.snapshot();
      return [...snapshot.services.values(), ...snapshot.faqs.values()];
    },
    'channels.list': async () =>
      (await world().b.store.channels.list()).filter(({ id }) => id !== world().b.channel.id),
    'team.listMembers': () => world().b.store.team.listMembers(),
    'team.listRoles': () => world().b.store.team.listRoles(),
    'apiKeys.list': () => world().b.store.apiKeys.list(),
    'audit.page': async () => (await world().b.store.audit.page({}, all)).items.slice(1),
  };
  /** Everything of A as it is now, to compare with after B did its worst. */
  const contents = async (of: Filled) => {
    const { store } = world().a;
    return {
      ...(await face.contents(of)),
      ...(await studio.contents(of)),
      conversation: await store.conversations.find(of.conversationId),
      customer: await store.conversations.findCustomer(of.conversation.state.customerId),
      messages: await store.messages.since(of.conversationId, 0, 100),
      turns: await store.turns.page(of.conversationId, all),
      order: (await store.orders.find(of.orderId))?.state,
      service: await store.catalogue.findService(of.service.id),
      faq: await store.catalogue.findFaq(of.faq.id),
      channels: await store.channels.list(),
      members: await store.team.listMembers(),
      roles: await store.team.listRoles(),
      keys: await store.apiKeys.list(),
      audit: await store.audit.since(1, 100),
      tenant: (await store.findTenant())?.state,
    };
  };
  const writes: Record<string, (of: Filled) => Promise<unknown>> = {
    ...face.writes,
    ...studio.writes,
    'conversations.save': (of) => world().b.store.conversations.save(of.conversation.switchAssistant(false), {}),
    'conversations.renewTurn': (of) => world().b.store.conversations.renewTurn(of.conversationId, 1, 60_000),
    'conversations.releaseTurn': (of) => world().b.store.conversations.releaseTurn(of.conversationId, 1, 0),
    'messages.renewDelivery': (of) => world().b.store.messages.renewDelivery(of.reply.id, 1, 1_000),
    'conversations.countTurnFailure': (of) => world().b.store.conversations.countTurnFailure(of.conversationId, 1),
    'messages.claimDelivery': (of) => world().b.store.messages.claimDelivery(of.conversationId, false),
    'messages.settleDelivery': (of) =>
      world().b.store.messages.settleDelivery(of.reply.id, 0, { status: 'failed', reason: 'x' }),
    'messages.applyReceipt': (of) =>
      world().b.store.messages.applyReceipt({
        channelId: world().a.channel.id,
        messageId: of.reply.id,
        externalId: null,
        status: 'read',
        reason: null,
        at: world().clock.now(),
      }),
    'messages.retry': (of) => world().b.store.messages.retry(of.reply.id),
    'turns.write': (of) => world().b.store.turns.write({ ...of.turn, id: world().make.ids.turn() }, 1),
    'turns.apply': (of) => world().b.store.turns.apply(of.turn, world().make.effectsOf(of.turn, of.conversation)),
    'orders.save': (of) => world().b.store.orders.save(of.order.withdraw(), {}),
    'catalogue.saveServices': (of) =>
      world().b.store.catalogue.saveServices([{ ...of.service, aliases: ['stolen'] }], []),
    'catalogue.saveServices under its own name': (of) =>
      world().b.store.catalogue.saveServices(
        [{ ...of.service, tenantId: world().b.store.tenantId, aliases: ['stolen'] }],
        [],
      ),
    'catalogue.saveFaqs': (of) => world().b.store.catalogue.saveFaqs([{ ...of.faq, active: false }], []),
    'channels.save': () =>
      world().b.store.channels.save({ ...world().a.channel, name: 'stolen' }, world().make.anAudit()),
    'team.saveMember': (of) =>
      world().b.store.team.saveMember({ ...of.member, role: 'viewer' }, world().make.anAudit()),
    'team.saveRole': (of) => world().b.store.team.saveRole({ ...of.role, name: 'stolen' }, world().make.anAudit()),
    'team.deleteRole': (of) => world().b.store.team.deleteRole(of.role.id, world().make.anAudit()),
    'apiKeys.save': (of) => world().b.store.apiKeys.save({ ...of.key, revokedAt: new Date() }, world().make.anAudit()),
    'apiKeys.touch': (of) => world().b.store.apiKeys.touch(of.key.id, new Date('2030-01-01')),
    saveTenant: async () =>
      world().b.store.saveTenant(
        (await world().a.store.findTenant())!.with({ name: 'stolen' }),
        world().make.anAudit(),
      ),
  };

  describe('one business never meets another', () => {
    it('reading by id: another’s id is like one that never was', async () => {
      const of = await filled();
      for (const [name, read] of Object.entries(reads)) expect(await read(of), name).toBeNull();
    });

    it('reading lists: another’s rows are in none', async () => {
      const of = await filled();
      for (const [name, list] of Object.entries(lists)) expect(await list(of), name).toEqual([]);
    });

    it('writing: whatever is tried, the other’s data stays as it is', async () => {
      const of = await filled();
      const before = await contents(of);
      for (const [name, write] of Object.entries(writes)) {
        await write(of).catch(() => undefined);
        expect(await contents(of), name).toEqual(before);
      }
      // Everything there is, read after each of them.
    }, 60_000);

    it('writing: what says it is another’s is never stored here, new or not', async () => {
      const { a, b, make } = world();
      const { tenantId } = a.store;
      const { catalogue, channels, team, apiKeys } = b.store;
      const news: Record<string, () => Promise<unknown>> = {
        ...face.news,
        ...studio.news,
        service: () => catalogue.saveServices([make.aService(tenantId)], []),
        faq: () => catalogue.saveFaqs([make.aFaq(tenantId)], []),
        channel: () => channels.save(make.aChannel(tenantId), make.anAudit()),
        member: () => team.saveMember(make.aMember(tenantId), make.anAudit()),
        role: () => team.saveRole(make.aRole(tenantId), make.anAudit()),
        'api key': () => apiKeys.save(make.anApiKey(tenantId), make.anAudit()),
      };
      for (const [name, save] of Object.entries(news))
        await expect(save(), name).rejects.toBeInstanceOf(TenantIsolationBroken);
    });

    it('covers every method of every repository', async () => {
      const { store } = world().b;
      const tried = new Set(Object.keys({ ...reads, ...lists, ...writes }).map((name) => name.split(' ')[0]));
      const own = new Set([
        'conversations.receive',
        'conversations.receiveOwn',
        'audit.append',
        'audit.since',
        'findTenant',
      ]);
      const repositories = Object.entries(store).filter(([, value]) => typeof value === 'object');
      expect(repositories.length).toBeGreaterThanOrEqual(16);
      for (const [repository, value] of [...repositories, ['', store] as const])
        for (const method of Object.getOwnPropertyNames(Object.getPrototypeOf(value))) {
          const name = repository === '' ? method : `${repository}.${method}`;
          if (method !== 'constructor' && !own.has(name)) expect(tried, name).toContain(name);
        }
    });

    it('is not opened without a tenant, nor as the platform’s log', () => {
      for (const none of ['', 'platform', undefined, null])
        expect(() => world().store.tenant(none as TenantId), String(none)).toThrow(TenantIsolationBroken);
      expect(world().store.tenant(TenantId('ten_nobody'))).toBeDefined();
    });

    it('finds nothing in a business that does not exist', async () => {
      const nobody = world().store.tenant(world().make.ids.tenant());
      expect(await nobody.findTenant()).toBeNull();
      expect((await nobody.conversations.page({}, all, null)).items).toEqual([]);
    });
  });
};
