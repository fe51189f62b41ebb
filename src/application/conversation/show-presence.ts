import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Presence, Present } from '#application/ports/presence';
import type { Store } from '#application/ports/store';
import type { ConversationId, TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly presence: Presence;
};

type Input = { by: Principal; conversationId: ConversationId; doing: 'viewing' | 'typing' | 'left' };

/** A little after a sign without a successor is forgotten. */
const forgottenMs = 30_500;

/**
 * A person has a conversation open, writes in it, or has left it: colleagues see who else is there before they answer too,
 * and the customer sees that somebody is typing. Good for 30 s; a screen repeats it.
 */
export class ShowPresence {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, conversationId, doing }: Input): Promise<void> {
    const { store, bus, presence } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.read');
    const { userId, name } = humanOf(by);
    found(await store.tenant(tenantId).conversations.find(conversationId), 'conversation');
    const before = this.#seen(tenantId, conversationId, userId);
    // Who may not answer only looks.
    const isTyping = doing === 'typing' && by.permissions.has('conversations.reply');
    if (doing === 'left') presence.leave(tenantId, conversationId, userId);
    else this.#show(tenantId, conversationId, { userId, name, doing: isTyping ? 'typing' : 'viewing' });
    if (before !== this.#seen(tenantId, conversationId, userId))
      bus.publish({ kind: 'presence', tenantId, conversationId });
    if (isTyping) bus.publish({ kind: 'typing', tenantId, conversationId, who: 'human', name });
  }

  #seen(tenantId: TenantId, conversationId: ConversationId, userId: Present['userId']): Present['doing'] | null {
    const present = this.#deps.presence.list(tenantId, conversationId);
    return present.find((each) => each.userId === userId)?.doing ?? null;
  }

  #show(tenantId: TenantId, conversationId: ConversationId, person: Present): void {
    const { clock, bus, presence } = this.#deps;
    presence.show(tenantId, conversationId, person);
    // Nobody says that a browser was closed: colleagues hear of it when the sign has run out.
    clock.after(forgottenMs, () => {
      if (this.#seen(tenantId, conversationId, person.userId) === null)
        bus.publish({ kind: 'presence', tenantId, conversationId });
    });
  }
}
