import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { ConversationId } from '#domain/shared/ids';

/** A person has read a conversation up to a number; what colleagues have read stays theirs. */
export class MarkRead {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  async execute({
    by,
    conversationId,
    seq,
  }: {
    by: Principal;
    conversationId: ConversationId;
    seq: number;
  }): Promise<void> {
    const { conversations } = this.#store.tenant(tenantFor(by, 'conversations.read'));
    const { userId } = humanOf(by);
    const { counters } = found(await conversations.find(conversationId), 'conversation');
    // What has not come yet nobody has read.
    await conversations.markRead(conversationId, userId, Math.min(seq, counters.lastSeq));
  }
}
