import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeJson } from '#adapters/store/sql/json-codec';
import { TenantIsolationBroken } from '#application/ports/store';
import type { ConversationId, MessageId, OrderId, UserId } from '#domain/shared/ids';
import { type Business, StoreWorld } from '../../contract/store/store-world.js';
import { storeEngines } from '../../support/stores.js';

const first = { after: null, limit: 100 } as const;
const idOf = /\b[a-z]{3}_[0-9a-f]{32}\b/g;

/** All that a business can see of itself, as one text. */
const everything = async ({ store }: Business): Promise<string> => {
  const conversations = (await store.conversations.page({}, first, null)).items;
  const messages = await Promise.all(
    conversations.map(({ conversation }) => store.messages.since(conversation.state.id, 0, 100)),
  );
  const lists = await Promise.all([
    store.orders.page({}, first),
    store.leads.page({}, first),
    store.catalogue.pageServices(first),
    store.catalogue.pageFaqs(first),
    store.audit.since(1, 200),
    store.channels.list(),
    store.conversations.tags(),
    store.messages.search('hello', first),
  ]);
  return encodeJson([conversations, messages, lists]);
};

type Known = { conversations: ConversationId[]; messages: MessageId[]; orders: OrderId[] };
type Step = (world: StoreWorld, at: Business, known: Known) => Promise<unknown>;

/** What a business does with what is its own. */
const own: Readonly<Record<string, Step>> = {
  receive: async (world, at, known) => {
    const { conversationId, messageId } = await world.receive(at, { text: 'hello there' });
    known.conversations.push(conversationId);
    known.messages.push(messageId);
  },
  order: async (world, at, known) => void known.orders.push((await world.ordered(at)).orderId),
  lead: ({ make }, { store }) => store.leads.save(make.aLead(store.tenantId), make.anAudit()),
  service: ({ make }, { store }) => store.catalogue.saveServices([make.aService(store.tenantId)], [make.anAudit()]),
  faq: ({ make }, { store }) => store.catalogue.saveFaqs([make.aFaq(store.tenantId)], []),
  tag: async (world, at, known) => {
    const id = known.conversations.at(-1);
    if (id !== undefined) await world.change(id, { tags: ['vip'] }, at);
  },
  wait: async ({ clock }) => clock.advance(5_000),
};

/** What it tries with ids of the other one: each is as an id that never was. */
const foreign: Readonly<Record<string, Step>> = {
  'find a conversation': async (_, { store }, { conversations: [id] }) =>
    id === undefined || expect(await store.conversations.find(id)).toBeNull(),
  'find a message': async (_, { store }, { messages: [id] }) =>
    id === undefined || expect(await store.messages.find(id)).toBeNull(),
  'find an order': async (_, { store }, { orders: [id] }) =>
    id === undefined || expect(await store.orders.find(id)).toBeNull(),
  'claim a turn': async (_, { store }, { conversations: [id] }) =>
    id === undefined || expect(await store.conversations.claimTurn(id, 'thief', 1_000)).toBeNull(),
  'claim a delivery': async (_, { store }, { conversations: [id] }) =>
    id === undefined || expect(await store.messages.claimDelivery(id, false)).toEqual({ kind: 'wait', untilMs: null }),
  'settle a message': async (_, { store }, { messages: [id] }) =>
    id === undefined || store.messages.settleDelivery(id, 0, { status: 'failed', reason: 'theft' }),
  'read a conversation': async (_, { store }, { conversations: [id] }) =>
    id === undefined || expect(store.conversations.markRead(id, 'usr_1' as UserId, 9)).rejects.toThrow(),
  'save what is the other’s': async ({ make }, { store }, { conversations: [id] }) => {
    const lead = make.aLead(make.ids.tenant());
    await expect(store.leads.save(lead, make.anAudit())).rejects.toBeInstanceOf(TenantIsolationBroken);
    return id;
  },
};

const steps = fc.array(
  fc.record({
    who: fc.constantFrom('a' as const, 'b' as const),
    what: fc.constantFrom(...Object.keys(own), ...Object.keys(foreign)),
  }),
  { minLength: 6, maxLength: 14 },
);
const other = { a: 'b', b: 'a' } as const;

describe.each(storeEngines)('$name: two businesses that do anything at all', (engine) => {
  let world: StoreWorld;
  const numRuns = engine.isShared === true ? 12 : 40;

  describe.runIf(engine.available)('never meet', { timeout: 240_000 }, () => {
    beforeEach(async () => {
      world = await StoreWorld.open(engine);
    });
    afterEach(() => world.close());

    it('in whatever order they do it', async () => {
      const property = fc.asyncProperty(steps, async (sequence) => {
        const at = { a: await world.business(), b: await world.business() };
        const known = { a: nothing(), b: nothing() };
        for (const { who, what } of sequence) {
          const step = own[what];
          if (step !== undefined) await step(world, at[who], known[who]);
          else await triedInVain(world, at[who], at[other[who]], known[other[who]], what);
        }
        const [left, right] = [await everything(at.a), await everything(at.b)];
        const theirs = new Set(right.match(idOf));
        const shared = [...new Set(left.match(idOf))].filter((id) => theirs.has(id) && !id.startsWith('usr_'));
        expect(shared).toEqual([]);
      });
      await fc.assert(property, { numRuns });
    });
  });
});

const nothing = (): Known => ({ conversations: [], messages: [], orders: [] });

const triedInVain = async (world: StoreWorld, thief: Business, victim: Business, known: Known, what: string) => {
  const before = await everything(victim);
  await foreign[what]?.(world, thief, known);
  expect(await everything(victim), what).toBe(before);
};
