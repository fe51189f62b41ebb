import { announceConversation } from '#application/conversation/announce';
import { withFreshConversation } from '#application/conversation/with-fresh-conversation';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Conversation } from '#domain/conversation/conversation';
import type { ConversationId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly queue: JobQueue; readonly bus: LiveBus };

/** The assistant answers again, beginning with what came in since the person's last answer. @throws {NotWithHuman} */
export class HandBackConversation {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, conversationId }: { by: Principal; conversationId: ConversationId }): Promise<Conversation> {
    const { store, clock, queue, bus } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.reply');
    const actor = humanOf(by);
    const tenantStore = store.tenant(tenantId);
    const handed = await withFreshConversation(tenantStore, conversationId, (conversation) =>
      tenantStore.conversations.save(conversation.handBack(), {
        audit: [{ actor, action: 'conversation.handed_back', target: conversationId, facts: {}, at: clock.now() }],
      }),
    );
    queue.enqueue({ kind: 'take_turn', tenantId, conversationId });
    announceConversation(bus, tenantId, conversationId, true);
    return handed;
  }
}
