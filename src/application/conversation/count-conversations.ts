import { type Principal, readerOf, tenantFor } from '#application/identity/principal';
import type { InboxCounts } from '#application/ports/conversation-store';
import type { Store } from '#application/ports/store';

/** How many conversations are in each part of the caller's inbox. */
export class CountConversations {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  execute({ by }: { by: Principal }): Promise<InboxCounts> {
    return this.#store.tenant(tenantFor(by, 'conversations.read')).conversations.inboxCounts(readerOf(by));
  }
}
