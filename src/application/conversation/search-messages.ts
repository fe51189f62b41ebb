import { type Principal, tenantFor } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import type { Message } from '#domain/conversation/message';
import type { Page, PageRequest } from '#domain/shared/page';

/** Messages of all conversations, closed ones too, that hold every word. */
export class SearchMessages {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  execute({ by, text, page }: { by: Principal; text: string; page: PageRequest }): Promise<Page<Message>> {
    return this.#store.tenant(tenantFor(by, 'conversations.read')).messages.search(text, page);
  }
}
