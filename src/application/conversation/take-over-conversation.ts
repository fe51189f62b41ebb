import { announceConversation } from '#application/conversation/announce';
import { namingHolder } from '#application/conversation/naming-holder';
import { withFreshConversation } from '#application/conversation/with-fresh-conversation';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Conversation } from '#domain/conversation/conversation';
import type { ConversationId } from '#domain/shared/ids';

type Input = { by: Principal; conversationId: ConversationId; force: boolean };

/**
 * A person takes the conversation; the assistant falls silent in it at once, also with what it has queued (INB-3).
 * @throws {AlreadyWithAnotherHuman} a colleague holds it and `force` is not set.
 */
export class TakeOverConversation {
  readonly #deps: { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus };
  constructor(deps: { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus }) {
    this.#deps = deps;
  }

  async execute({ by, conversationId, force }: Input): Promise<Conversation> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.reply');
    const actor = humanOf(by);
    const tenantStore = store.tenant(tenantId);
    const taken = await namingHolder(tenantStore, () =>
      withFreshConversation(tenantStore, conversationId, async (conversation) => {
        const next = conversation.takeOver(actor, force);
        if (next === conversation) return conversation;
        const audit = [
          { actor, action: 'conversation.taken_over', target: conversationId, facts: { force }, at: clock.now() },
        ];
        return tenantStore.conversations.save(next, { audit, cancelAssistant: true });
      }),
    );
    announceConversation(bus, tenantId, conversationId, true);
    return taken;
  }
}
