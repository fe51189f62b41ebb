import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { Message } from '#domain/conversation/message';
import type { ConversationId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

/** One conversation's messages, newest first. */
export class PageMessages {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  async execute({
    by,
    conversationId,
    page,
  }: {
    by: Principal;
    conversationId: ConversationId;
    page: PageRequest;
  }): Promise<Page<Message>> {
    const { conversations, messages } = this.#store.tenant(tenantFor(by, 'conversations.read'));
    found(await conversations.find(conversationId), 'conversation');
    return messages.page(conversationId, page);
  }
}
