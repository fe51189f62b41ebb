import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { ConversationSummary } from '#application/ports/conversation-store';
import type { Store } from '#application/ports/store';
import type { ConversationId } from '#domain/shared/ids';

export class FindConversation {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  async execute({
    by,
    conversationId,
  }: {
    by: Principal;
    conversationId: ConversationId;
  }): Promise<ConversationSummary> {
    const { conversations, messages } = this.#store.tenant(tenantFor(by, 'conversations.read'));
    const conversation = found(await conversations.find(conversationId), 'conversation');
    const customer = found(await conversations.findCustomer(conversation.state.customerId), 'customer');
    const newest = await messages.page(conversationId, { after: null, limit: 1 });
    return { conversation, customer, lastMessage: newest.items[0] ?? null };
  }
}
