import { type Collected, collectedIn } from '#application/conversation/collected';
import { type Principal, readerOf, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { ConversationSummary } from '#application/ports/conversation-store';
import type { Presence, Present } from '#application/ports/presence';
import type { Store } from '#application/ports/store';
import type { ConversationId } from '#domain/shared/ids';

/** One conversation, and who of the team has it open right now. */
export type ConversationDetails = ConversationSummary & {
  readonly present: readonly Present[];
  /** A form the assistant has begun to ask for. */
  readonly collected: Collected | null;
};

export class FindConversation {
  readonly #store: Store;
  readonly #presence: Presence;
  constructor(deps: { readonly store: Store; readonly presence: Presence }) {
    this.#store = deps.store;
    this.#presence = deps.presence;
  }

  async execute({
    by,
    conversationId,
  }: {
    by: Principal;
    conversationId: ConversationId;
  }): Promise<ConversationDetails> {
    const tenantId = tenantFor(by, 'conversations.read');
    const scoped = this.#store.tenant(tenantId);
    const { conversations, messages } = scoped;
    const conversation = found(await conversations.find(conversationId), 'conversation');
    const customer = found(await conversations.findCustomer(conversation.state.customerId), 'customer');
    const newest = await messages.page(conversationId, { after: null, limit: 1 });
    const reader = readerOf(by);
    const readSeq = reader === null ? 0 : await conversations.readSeq(conversationId, reader);
    return {
      conversation,
      customer,
      lastMessage: newest.items[0] ?? null,
      readSeq,
      present: this.#presence.list(tenantId, conversationId),
      collected: await collectedIn(scoped, conversation.state.dialogue),
    };
  }
}
