import { withFreshConversation } from '#application/conversation/with-fresh-conversation';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Conversation } from '#domain/conversation/conversation';
import type { ConversationId } from '#domain/shared/ids';

type Input = { by: Principal; conversationId: ConversationId; resolution: string | null };

/** Resolves the conversation. The customer's next message opens a new one (INB-3). @throws {ConversationClosed} */
export class CloseConversation {
  readonly #deps: { readonly store: Store; readonly clock: Clock };
  constructor(deps: { readonly store: Store; readonly clock: Clock }) {
    this.#deps = deps;
  }

  execute({ by, conversationId, resolution }: Input): Promise<Conversation> {
    const { store, clock } = this.#deps;
    const actor = humanOf(by);
    const tenantStore = store.tenant(tenantFor(by, 'conversations.reply'));
    return withFreshConversation(tenantStore, conversationId, (conversation) => {
      const at = clock.now();
      return tenantStore.conversations.save(conversation.close(resolution, at), {
        audit: [
          {
            actor,
            action: 'conversation.closed',
            target: conversationId,
            facts: { resolved: resolution !== null },
            at,
          },
        ],
        cancelAssistant: true,
        markAnswered: true,
      });
    });
  }
}
