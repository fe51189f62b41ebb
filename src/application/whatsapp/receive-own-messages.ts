import { announceConversation } from '#application/conversation/announce';
import type { Clock } from '#application/ports/clock';
import type { Received } from '#application/ports/conversation-store';
import type { Ids } from '#application/ports/ids';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { EngineOwnMessage } from '#application/ports/whatsapp-engines';
import type { Arrived } from '#application/whatsapp/arrived';
import { ageOf } from '#domain/channel/message-age';

type Dependencies = { readonly store: Store; readonly ids: Ids; readonly clock: Clock; readonly bus: LiveBus };

/**
 * What the owner wrote on the phone itself is part of the conversation, and takes it over (WA-9): the assistant falls silent
 * until somebody hands it back. History takes nothing over.
 */
export class ReceiveOwnMessages {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** One after the other; twice is as good as once. */
  async execute(arrived: Arrived<readonly EngineOwnMessage[]>): Promise<readonly Received[]> {
    const received: Received[] = [];
    for (const own of arrived.what) received.push(await this.#one(arrived, own));
    return received;
  }

  async #one({ ref, linkedAt }: Arrived<unknown>, { message, arrival, to }: EngineOwnMessage): Promise<Received> {
    const { store, ids, clock, bus } = this.#deps;
    const { tenantId, channelId } = ref;
    const now = clock.now();
    const received = await store.tenant(tenantId).conversations.receiveOwn({
      messageId: ids.message(),
      newCustomerId: ids.customer(),
      newConversationId: ids.conversation(),
      channelId,
      externalId: message.externalId,
      identities: to,
      // The name that comes with an own message is the owner's.
      displayName: null,
      content: message.content,
      quotes: message.quotes ?? null,
      isHistory: ageOf(arrival, message.sentAt, linkedAt, now) === 'history',
      sentAt: message.sentAt,
      receivedAt: now,
    });
    if (received.kind === 'stored') announceConversation(bus, tenantId, received.conversationId, true);
    return received;
  }
}
