import { announceConversation } from '#application/conversation/announce';
import { withFreshConversation } from '#application/conversation/with-fresh-conversation';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Conversation } from '#domain/conversation/conversation';
import { tagsOf } from '#domain/conversation/tags';
import type { ConversationId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus };
type Input = { by: Principal; conversationId: ConversationId; tags: readonly string[] };

/** Gives a conversation exactly these tags. @throws {InvalidTags} */
export class TagConversation {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, conversationId, tags: raw }: Input): Promise<Conversation> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.reply');
    const actor = humanOf(by);
    const tags = tagsOf(raw);
    const tenantStore = store.tenant(tenantId);
    const tagged = await withFreshConversation(tenantStore, conversationId, (conversation) => {
      const facts = { tags: tags.length, before: conversation.state.tags.length };
      const audit = [{ actor, action: 'conversation.tagged', target: conversationId, facts, at: clock.now() }];
      return tenantStore.conversations.save(conversation.withTags(tags), { audit });
    });
    announceConversation(bus, tenantId, conversationId);
    return tagged;
  }
}
