import { announceConversation } from '#application/conversation/announce';
import { withFreshConversation } from '#application/conversation/with-fresh-conversation';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Conversation } from '#domain/conversation/conversation';
import { DomainError } from '#domain/shared/domain-error';
import type { ConversationId, UserId } from '#domain/shared/ids';

/** The person was shut out of the business. */
export class AssigneeInactive extends DomainError {
  readonly code = 'conversation.assignee_inactive';
  readonly kind = 'conflict';
}

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus };
type Input = { by: Principal; conversationId: ConversationId; userId: UserId | null };

/** Makes a conversation somebody's task, or nobody's. Who holds it, and so answers, stays. */
export class AssignConversation {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {AssigneeInactive} */
  async execute({ by, conversationId, userId }: Input): Promise<Conversation> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.reply');
    const actor = humanOf(by);
    const tenantStore = store.tenant(tenantId);
    if (userId !== null && !found(await tenantStore.team.findMember(userId), 'member').active)
      throw new AssigneeInactive('this person no longer works here; choose somebody else', { userId });
    const assigned = await withFreshConversation(tenantStore, conversationId, async (conversation) => {
      const next = conversation.assignTo(userId);
      if (next === conversation) return conversation;
      const facts = { assignee: userId, before: conversation.state.assignee };
      const audit = [{ actor, action: 'conversation.assigned', target: conversationId, facts, at: clock.now() }];
      return tenantStore.conversations.save(next, { audit });
    });
    announceConversation(bus, tenantId, conversationId);
    return assigned;
  }
}
