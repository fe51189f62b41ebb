import { chatChannelOf } from '#application/chat/chat-channel';
import { type ChatReplies, repliesSince } from '#application/chat/chat-replies';
import type { Principal } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Conversation } from '#domain/conversation/conversation';
import type { ChannelId, ConversationId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock };

type Input = {
  readonly by: Principal;
  readonly sessionId: string;
  /** Which of the session's conversations `afterSeq` counts in; `null`: the newest, also if it is closed. */
  readonly conversationId: ConversationId | null;
  readonly afterSeq: number;
};

/** What was said to a session since a number; reading it is what "delivered" means on this channel. */
export class PageChatMessages {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} no such session, or the conversation is not of it. */
  async execute(
    input: Input,
  ): Promise<Pick<ChatReplies, 'messages' | 'cursor'> & { readonly conversationId: ConversationId }> {
    const { store, channelId } = await chatChannelOf(this.#deps.store, input.by);
    const { id: conversationId } = (await this.#conversation(store, channelId, input)).state;
    const { messages, cursor } = await repliesSince(store, conversationId, input.afterSeq);
    const at = this.#deps.clock.now();
    for (const { id, externalId, status } of messages)
      if (status === 'sent')
        await store.messages.applyReceipt({
          channelId,
          messageId: id,
          externalId,
          status: 'delivered',
          reason: null,
          at,
        });
    return { conversationId, messages, cursor };
  }

  async #conversation(
    { conversations }: TenantStore,
    channelId: ChannelId,
    { sessionId, conversationId }: Input,
  ): Promise<Conversation> {
    const identity = { scheme: 'api_session', value: sessionId } as const;
    const latest = found(await conversations.findLatestByIdentity(channelId, identity), 'session');
    if (conversationId === null || conversationId === latest.state.id) return latest;
    const named = found(await conversations.find(conversationId), 'conversation');
    const isOfSession = named.state.customerId === latest.state.customerId && named.state.channelId === channelId;
    return found(isOfSession ? named : null, 'conversation');
  }
}
