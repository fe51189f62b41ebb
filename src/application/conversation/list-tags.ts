import { type Principal, tenantFor } from '#application/identity/principal';
import type { Store } from '#application/ports/store';

/** The tags the team uses, most used first. */
export class ListTags {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  execute({ by }: { by: Principal }): Promise<readonly string[]> {
    return this.#store.tenant(tenantFor(by, 'conversations.read')).conversations.tags();
  }
}
