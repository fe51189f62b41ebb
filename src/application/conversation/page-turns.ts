import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { Turn } from '#domain/conversation/turn';
import type { ConversationId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

/** How the answers of one conversation came about, newest first (AI-12). */
export class PageTurns {
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
  }): Promise<Page<Turn>> {
    const { conversations, turns } = this.#store.tenant(tenantFor(by, 'conversations.read'));
    found(await conversations.find(conversationId), 'conversation');
    return turns.page(conversationId, page);
  }
}
