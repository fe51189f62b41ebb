import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { MessageStore } from '#application/ports/message-store';
import type { Store } from '#application/ports/store';
import type { Message } from '#domain/conversation/message';
import type { ConversationId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

/** A message, and the one it answers to if that stands in the same conversation. */
export type MessageInThread = { readonly message: Message; readonly quoted: Message | null };

/** Another conversation's message is never shown, whatever id the sender gave. */
const quotedBy = async (store: MessageStore, message: Message): Promise<Message | null> => {
  const { quotes = null, channelId, conversationId } = message;
  const quoted = quotes === null ? null : await store.findByExternalId(channelId, quotes);
  return quoted?.conversationId === conversationId ? quoted : null;
};

/** One conversation's messages, newest first. */
export class PageMessages {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  async execute({
    by,
    conversationId,
    page,
  }: {
    by: Principal;
    conversationId: ConversationId;
    page: PageRequest;
  }): Promise<Page<MessageInThread>> {
    const { conversations, messages } = this.#store.tenant(tenantFor(by, 'conversations.read'));
    found(await conversations.find(conversationId), 'conversation');
    const { items, next } = await messages.page(conversationId, page);
    const inThread = items.map(async (message) => ({ message, quoted: await quotedBy(messages, message) }));
    return { items: await Promise.all(inThread), next };
  }
}
