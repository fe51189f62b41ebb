import { type Principal, tenantFor } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Conversation } from '#domain/conversation/conversation';
import type { Customer } from '#domain/conversation/customer';
import type { Message } from '#domain/conversation/message';
import type { Page, PageRequest } from '#domain/shared/page';

/** A message with the conversation and the customer it belongs to. */
export type FoundMessage = {
  readonly message: Message;
  readonly conversation: Conversation;
  readonly customer: Customer;
};

const contextOf = async ({ conversations }: TenantStore, id: Message['conversationId']) => {
  const conversation = await conversations.find(id);
  const customer = conversation && (await conversations.findCustomer(conversation.state.customerId));
  return conversation && customer && { conversation, customer };
};

/** Messages of all conversations, closed ones too, that hold every word. */
export class SearchMessages {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  async execute({ by, text, page }: { by: Principal; text: string; page: PageRequest }): Promise<Page<FoundMessage>> {
    const store = this.#store.tenant(tenantFor(by, 'conversations.read'));
    const { items, next } = await store.messages.search(text, page);
    const ids = [...new Set(items.map(({ conversationId }) => conversationId))];
    const contexts = new Map(await Promise.all(ids.map(async (id) => [id, await contextOf(store, id)] as const)));
    const withContext = items.flatMap((message) => {
      const context = contexts.get(message.conversationId) ?? null;
      return context === null ? [] : [{ message, ...context }];
    });
    return { items: withContext, next };
  }
}
