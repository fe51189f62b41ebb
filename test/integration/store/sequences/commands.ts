import { expect } from 'vitest';
import { readableText } from '#domain/conversation/message-content';
import { type Business, everyPage, type StoreWorld } from '../../../contract/store/store-world.js';
import { reply, type Talk, type TenantModel } from './model.js';

/** One tenant, what it must see, and who it is beside. */
export type Party = { readonly business: Business; readonly model: TenantModel };
export type Step = {
  readonly world: StoreWorld;
  readonly at: Party;
  readonly other: Party;
  /** Chooses among what is there. */
  readonly pick: number;
};
type Command = (step: Step) => Promise<void>;

const words = ['hello salon', 'hello hotel', 'evening table', 'hello there table'] as const;
const tags = [[], ['vip'], ['late'], ['vip', 'late']] as const;
const statuses = ['new', 'contacted', 'lost'] as const;

const oneOf = <T>(items: readonly T[], pick: number): T | undefined =>
  items.length === 0 ? undefined : items[pick % items.length];

/** Every tenant has customers with the same numbers: they are other people. */
const receive = async ({ world, at: { business, model }, pick }: Step): Promise<Talk> => {
  const text = words[pick % words.length] ?? '';
  const identities = [{ scheme: 'wa_phone', value: `+97150000000${pick % 3}` }] as const;
  const { conversationId, messageId } = await world.receive(business, { text, identities });
  const known = model.talk(conversationId);
  const { customerId } = (await world.find(conversationId, business)).state;
  const fresh: Talk = {
    ...{ conversationId, customerId, texts: [], notes: [], messageIds: [], tags: [], isAssigned: false, remark: '' },
  };
  const talk = known ?? fresh;
  if (known === undefined) model.talks.push(talk);
  talk.texts.push(text);
  talk.messageIds.push(messageId);
  return talk;
};

const answer = async (step: Step, withOrder: boolean): Promise<void> => {
  const { world, at } = step;
  const { business, model } = at;
  const talk = await receive(step);
  world.clock.advance(6_000);
  const lease = await business.store.conversations.claimTurn(talk.conversationId, 'worker', 60_000);
  if (lease === null) throw new Error('a turn that is due could not be claimed');
  const turn = world.make.aTurn(lease.conversation);
  await business.store.turns.write(turn, lease.fence);
  const order = withOrder ? world.make.anOrder(turn, lease.conversation) : null;
  await business.store.turns.apply(turn, world.make.effectsOf(turn, lease.conversation, { order }));
  talk.texts.push(reply);
  if (order !== null) model.orders.set(order.state.id, 'pending');
};

const decide = async ({ world, at, pick }: Step, verb: 'approve' | 'reject'): Promise<void> => {
  const { business, model } = at;
  const id = oneOf(
    [...model.orders].flatMap(([each, status]) => (status === 'pending' ? [each] : [])),
    pick,
  );
  const order = id === undefined ? null : await business.store.orders.find(id);
  if (order === null) return expect(id).toBeUndefined();
  const [by, now] = [world.make.person, world.clock.now()];
  const decided = verb === 'approve' ? order.approve(by, now) : order.reject(by, now, 'sold out');
  await business.store.orders.save(decided, { audit: [world.make.anAudit({ target: order.state.id })] });
  model.orders.set(order.state.id, decided.state.status);
};

const atTalk =
  (act: (step: Step, talk: Talk) => Promise<void>): Command =>
  async (step) => {
    const talk = oneOf(step.at.model.talks, step.pick);
    if (talk !== undefined) await act(step, talk);
  };

/** What the other one has is as what never was, whatever it is asked for by. */
const steal: Command = async ({ at, other, pick }) => {
  const { conversations, messages, orders, catalogue, leads } = at.business.store;
  const talk = oneOf(other.model.talks, pick);
  if (talk !== undefined) {
    const { conversationId: id, customerId } = talk;
    expect(await conversations.find(id)).toBeNull();
    expect(await conversations.findCustomer(customerId)).toBeNull();
    expect(await messages.find(talk.messageIds[0] as never)).toBeNull();
    expect(await messages.since(id, 0, 100)).toEqual([]);
    expect(await conversations.notes(id)).toEqual([]);
    expect(await conversations.claimTurn(id, 'thief', 1_000)).toBeNull();
    expect((await conversations.page({ customerId }, { after: null, limit: 9 }, null)).items).toEqual([]);
  }
  const [order, service, lead] = [
    oneOf([...other.model.orders.keys()], pick),
    oneOf([...other.model.services.keys()], pick),
    oneOf([...other.model.leads.keys()], pick),
  ];
  if (order !== undefined) expect(await orders.find(order)).toBeNull();
  if (service !== undefined) expect(await catalogue.findService(service)).toBeNull();
  if (lead !== undefined) expect(await leads.find(lead)).toBeNull();
};

/** All commands; their names are what a counterexample shows. */
export const commands: Readonly<Record<string, Command>> = {
  receive: async (step) => void (await receive(step)),
  answer: (step) => answer(step, false),
  order: (step) => answer(step, true),
  approve: (step) => decide(step, 'approve'),
  reject: (step) => decide(step, 'reject'),
  offer: async ({ world: { make }, at: { business, model }, pick }) => {
    const service = make.aService(business.store.tenantId, { name: { en: `service ${pick}` } });
    await business.store.catalogue.saveServices([service], [make.anAudit()]);
    model.services.set(service.id, `service ${pick}`);
  },
  edit: async ({ world: { make }, at: { business, model }, pick }) => {
    const id = oneOf([...model.services.keys()], pick);
    const service = id === undefined ? null : await business.store.catalogue.findService(id);
    if (service === null) return expect(id).toBeUndefined();
    await business.store.catalogue.saveServices([{ ...service, name: { en: `edited ${pick}` } }], [make.anAudit()]);
    model.services.set(service.id, `edited ${pick}`);
  },
  lead: async ({ world: { make }, at: { business, model } }) => {
    const lead = make.aLead(business.store.tenantId);
    await business.store.leads.save(lead, make.anAudit());
    model.leads.set(lead.id, lead.status);
  },
  call: async ({ world: { make }, at: { business, model }, pick }) => {
    const id = oneOf([...model.leads.keys()], pick);
    const lead = id === undefined ? null : await business.store.leads.find(id);
    if (lead === null) return expect(id).toBeUndefined();
    const status = statuses[pick % statuses.length] ?? 'new';
    await business.store.leads.save({ ...lead, status }, make.anAudit());
    model.leads.set(lead.id, status);
  },
  tag: atTalk(async ({ world, at, pick }, talk) => {
    talk.tags = tags[pick % tags.length] ?? [];
    await world.change(talk.conversationId, { tags: talk.tags }, at.business);
  }),
  assign: atTalk(async ({ world, at, pick }, talk) => {
    talk.isAssigned = pick % 2 === 0;
    const assignee = talk.isAssigned ? world.make.person.userId : null;
    await world.change(talk.conversationId, { assignee }, at.business);
  }),
  note: atTalk(async ({ world: { make, clock }, at: { business }, pick }, talk) => {
    clock.advance(1);
    const { tenantId, conversations } = business.store;
    await conversations.addNote(make.aNote(tenantId, talk.conversationId, `note ${pick}`), make.anAudit());
    talk.notes.push(`note ${pick}`);
  }),
  remark: atTalk(async ({ world: { make }, at: { business }, pick }, talk) => {
    const { conversations } = business.store;
    const customer = await conversations.findCustomer(talk.customerId);
    if (customer === null) throw new Error('a customer is gone');
    await conversations.saveCustomer({ ...customer, remark: `remark ${pick}` }, make.anAudit());
    talk.remark = `remark ${pick}`;
  }),
  search: async ({ at: { business, model }, pick }) => {
    const word = ['hello', 'table', 'salon', 'reply'][pick % 4] ?? '';
    const found = await everyPage((after) => business.store.messages.search(word, { after, limit: 3 }));
    expect(found.every(({ content }) => readableText(content).split(' ').includes(word))).toBe(true);
    expect(found).toHaveLength(model.holding(word));
  },
  page: async ({ at: { business, model }, pick }) => {
    const tag = pick % 2 === 0 ? 'vip' : 'late';
    const page = (after: string | null) => business.store.conversations.page({ tag }, { after, limit: 1 }, null);
    const found = (await everyPage(page)).map(({ conversation }) => conversation.state.id);
    const tagged = model.talks.filter((talk) => talk.tags.includes(tag)).map(({ conversationId }) => conversationId);
    expect([...found].sort()).toEqual([...tagged].sort());
  },
  steal,
  'wait a while': async ({ world: { clock }, pick }) => clock.advance(1_000 * (1 + (pick % 60))),
  erase: async ({ world: { store, make }, at: { business, model } }) => {
    const { tenantId } = business.store;
    const tenant = await store.platform.findTenant(tenantId);
    if (tenant === null) throw new Error('a tenant is gone');
    await store.platform.saveTenant(tenant.moveTo('deleted'), make.anAudit());
    await store.platform.destroyTenant(tenantId, make.anAudit());
    model.erase();
  },
};
