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

/** One conversation's kill switch: off silences the assistant there, also with what it has queued (AI-7). */
export class SwitchAssistant {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({
    by,
    conversationId,
    on,
  }: {
    by: Principal;
    conversationId: ConversationId;
    on: boolean;
  }): Promise<Conversation> {
    const { store, clock, queue, bus } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.reply');
    const actor = humanOf(by);
    const tenantStore = store.tenant(tenantId);
    const switched = await withFreshConversation(tenantStore, conversationId, (conversation) =>
      tenantStore.conversations.save(conversation.switchAssistant(on), {
        audit: [
          { actor, action: 'conversation.assistant_switched', target: conversationId, facts: { on }, at: clock.now() },
        ],
        cancelAssistant: !on,
      }),
    );
    if (on) queue.enqueue({ kind: 'take_turn', tenantId, conversationId });
    announceConversation(bus, tenantId, conversationId, true);
    return switched;
  }
}
