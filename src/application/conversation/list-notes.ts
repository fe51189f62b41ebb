import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { Note } from '#domain/conversation/note';
import type { ConversationId } from '#domain/shared/ids';

/** What the team told itself about one conversation, oldest first. */
export class ListNotes {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  async execute({ by, conversationId }: { by: Principal; conversationId: ConversationId }): Promise<readonly Note[]> {
    const { conversations } = this.#store.tenant(tenantFor(by, 'conversations.read'));
    found(await conversations.find(conversationId), 'conversation');
    return conversations.notes(conversationId);
  }
}
