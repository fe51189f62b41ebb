import type { Arrival, Received } from '#application/ports/conversation-store';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { TurnEffects } from '#application/ports/turn-store';
import type { Channel } from '#domain/channel/channel';
import { Conversation, type ConversationState } from '#domain/conversation/conversation';
import type { Message, OutboundDraft } from '#domain/conversation/message';
import type { Turn } from '#domain/conversation/turn';
import type { ConversationId, OrderId } from '#domain/shared/ids';
import { FakeClock } from '../../support/fake-clock.js';
import { type StoreBuilders, storeBuilders } from '../../support/store-builders.js';
import type { OpenStore, StoreEngine } from '../../support/stores.js';

export type Business = { readonly store: TenantStore; readonly channel: Channel };

/** A store with two businesses that must never meet, and the steps most tests begin with. */
export class StoreWorld {
  readonly clock = new FakeClock();
  readonly make: StoreBuilders = storeBuilders(this.clock);
  a!: Business;
  b!: Business;
  #open!: OpenStore;

  static async open(engine: StoreEngine): Promise<StoreWorld> {
    const world = new StoreWorld();
    world.#open = await engine.open(world.clock);
    world.a = await world.business();
    world.b = await world.business();
    return world;
  }

  get store(): Store {
    return this.#open.store;
  }

  close(): Promise<void> {
    return this.#open.destroy();
  }

  /** As after the end of the process: the same data, opened again. */
  async reopen(): Promise<void> {
    this.#open = await this.#open.reopen();
    this.a = { ...this.a, store: this.store.tenant(this.a.store.tenantId) };
    this.b = { ...this.b, store: this.store.tenant(this.b.store.tenantId) };
  }

  async business(): Promise<Business> {
    const tenant = this.make.aTenant();
    const channel = this.make.aChannel(tenant.state.id);
    await this.store.platform.saveTenant(tenant, this.make.anAudit(), { channel, member: null });
    return { store: this.store.tenant(tenant.state.id), channel: { ...channel, version: 1 } };
  }

  receive(at: Business = this.a, about: Partial<Arrival> & { text?: string } = {}): Promise<Received> {
    return at.store.conversations.receive(this.make.anArrival(at.channel.id, about));
  }

  async find(id: ConversationId, at: Business = this.a): Promise<Conversation> {
    const conversation = await at.store.conversations.find(id);
    if (conversation === null) throw new Error('no such conversation');
    return conversation;
  }

  /** As people's own acts on a conversation are saved, without the rules of any of them. */
  async change(id: ConversationId, about: Partial<ConversationState>, at: Business = this.a): Promise<Conversation> {
    const { state, counters } = await this.find(id, at);
    return at.store.conversations.save(new Conversation({ ...state, ...about }, counters), {});
  }

  /** A customer wrote, the settle time is over, and a worker holds the turn. */
  async leased(at: Business = this.a, about: Partial<Arrival> & { text?: string } = {}) {
    const { conversationId } = await this.receive(at, about);
    this.clock.advance(6_000);
    const lease = await at.store.conversations.claimTurn(conversationId, 'worker', 60_000);
    if (lease === null) throw new Error('the turn could not be claimed');
    return { conversationId, ...lease };
  }

  /** A turn was decided, written and applied. */
  async answered(at: Business = this.a, about: Partial<Turn> = {}, effects: Partial<TurnEffects> = {}) {
    const { conversationId, conversation, fence } = await this.leased(at);
    const turn = this.make.aTurn(conversation, about);
    await at.store.turns.write(turn, fence);
    await at.store.turns.apply(turn, this.make.effectsOf(turn, conversation, effects));
    return { conversationId, turn, conversation: await this.find(conversationId, at) };
  }

  /** An order that waits for a person. */
  async ordered(at: Business = this.a) {
    const { conversationId, conversation, fence } = await this.leased(at);
    const turn = this.make.aTurn(conversation);
    await at.store.turns.write(turn, fence);
    const order = this.make.anOrder(turn, conversation);
    await at.store.turns.apply(turn, this.make.effectsOf(turn, conversation, { order }));
    return { conversationId, turn, orderId: order.state.id as OrderId };
  }

  /** Queues what a person writes. */
  async say(conversationId: ConversationId, ...drafts: OutboundDraft[]): Promise<void> {
    const conversation = await this.find(conversationId);
    await this.a.store.conversations.save(conversation, { messages: drafts });
  }

  async claim(conversationId: ConversationId): Promise<Message> {
    const claim = await this.a.store.messages.claimDelivery(conversationId, false);
    if (claim.kind !== 'claimed') throw new Error(`nothing could be claimed: ${JSON.stringify(claim)}`);
    return claim.message;
  }

  async message(id: Message['id']): Promise<Message> {
    const message = await this.a.store.messages.find(id);
    if (message === null) throw new Error('no such message');
    return message;
  }
}

/** A list that is longer than this does not end. */
const mostPages = 1_000;

/** Walks a list page by page, to its end. */
export const everyPage = async <T>(
  load: (after: string | null) => Promise<{ readonly items: readonly T[]; readonly next: string | null }>,
): Promise<T[]> => {
  const items: T[] = [];
  let after: string | null = null;
  do {
    const page = await load(after);
    items.push(...page.items);
    after = page.next;
    if (items.length > mostPages) throw new Error('the pages go round in a circle');
  } while (after !== null);
  return items;
};
