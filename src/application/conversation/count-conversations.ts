import { type Principal, tenantFor } from '#application/identity/principal';
import type { OpenCounts } from '#application/ports/conversation-store';
import type { Store } from '#application/ports/store';

/** How many conversations are open, by who has them now. */
export class CountConversations {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  execute({ by }: { by: Principal }): Promise<OpenCounts> {
    return this.#store.tenant(tenantFor(by, 'conversations.read')).conversations.counts();
  }
}
