import { chatChannelOf } from '#application/chat/chat-channel';
import { repliesSince } from '#application/chat/chat-replies';
import type { Principal } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Message } from '#domain/conversation/message';

type Input = { by: Principal; sessionId: string; afterSeq: number };

/** What was said to a session since a number; reading it is what "delivered" means on this channel. */
export class PageChatMessages {
  readonly #deps: { readonly store: Store; readonly clock: Clock };
  constructor(deps: { readonly store: Store; readonly clock: Clock }) {
    this.#deps = deps;
  }

  async execute({ by, sessionId, afterSeq }: Input): Promise<{ messages: readonly Message[]; cursor: number }> {
    const { store, channelId } = await chatChannelOf(this.#deps.store, by);
    const open = await store.conversations.findOpenByIdentity(channelId, { scheme: 'api_session', value: sessionId });
    const { messages, cursor } = await repliesSince(store, found(open, 'session').state.id, afterSeq);
    const at = this.#deps.clock.now();
    for (const { id, externalId, status } of messages)
      if (status === 'sent') await store.messages.applyReceipt({ channelId, messageId: id, externalId, status: 'delivered', reason: null, at });
    return { messages, cursor };
  }
}
