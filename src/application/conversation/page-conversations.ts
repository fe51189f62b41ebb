import { type Principal, readerOf, tenantFor } from '#application/identity/principal';
import type { ConversationFilter, ConversationSummary } from '#application/ports/conversation-store';
import type { Store } from '#application/ports/store';
import type { Page, PageRequest } from '#domain/shared/page';

/** The inbox: latest activity first. */
export class PageConversations {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  execute({
    by,
    filter,
    page,
  }: {
    by: Principal;
    filter: ConversationFilter;
    page: PageRequest;
  }): Promise<Page<ConversationSummary>> {
    const { conversations } = this.#store.tenant(tenantFor(by, 'conversations.read'));
    return conversations.page(filter, page, readerOf(by));
  }
}
