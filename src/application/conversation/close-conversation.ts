import { announceConversation } from '#application/conversation/announce';
import { withFreshConversation } from '#application/conversation/with-fresh-conversation';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Conversation } from '#domain/conversation/conversation';
import type { ConversationId } from '#domain/shared/ids';

type Input = { by: Principal; conversationId: ConversationId; resolution: string | null };

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus };

/** Resolves the conversation. The customer's next message opens a new one (INB-3). @throws {ConversationClosed} */
export class CloseConversation {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, conversationId, resolution }: Input): Promise<Conversation> {
    const { store, clock, bus } = this.#deps;
    const actor = humanOf(by);
    const tenantId = tenantFor(by, 'conversations.reply');
    const tenantStore = store.tenant(tenantId);
    const closed = await withFreshConversation(tenantStore, conversationId, (conversation) => {
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
    announceConversation(bus, tenantId, conversationId, true);
    return closed;
  }
}
