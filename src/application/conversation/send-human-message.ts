import { withFreshConversation } from '#application/conversation/with-fresh-conversation';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { Message, OutboundDraft } from '#domain/conversation/message';
import { cleanText } from '#domain/conversation/message-content';
import type { HumanActor } from '#domain/shared/actor';
import { DomainError } from '#domain/shared/domain-error';
import { type ConversationId, idPrefixes, MessageId } from '#domain/shared/ids';

/** There is nothing in it to send. */
export class EmptyMessage extends DomainError {
  readonly code = 'message.empty';
  readonly kind = 'invalid';
}

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secrets: Secrets;
  readonly queue: JobQueue;
};

type Input = {
  by: Principal;
  conversationId: ConversationId;
  /** The caller's idempotency key: the same key sends once. */
  messageKey: string | null;
  text: string;
};

/** A person answers the customer. Writing is taking over: the assistant falls silent in the conversation. */
export class SendHumanMessage {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, conversationId, messageKey, text }: Input): Promise<Message> {
    const { store, queue } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.reply');
    const actor = humanOf(by);
    const tenantStore = store.tenant(tenantId);
    const draft = this.#draft(actor, conversationId, messageKey, text);
    if ((await tenantStore.messages.find(draft.id)) === null)
      await withFreshConversation(tenantStore, conversationId, (conversation) => {
        const at = this.#deps.clock.now();
        const held = conversation.takeOver(actor, false).answeredByHuman(at);
        const takenOver = conversation.state.mode !== 'human';
        return tenantStore.conversations.save(held, {
          messages: [draft],
          cancelAssistant: true,
          markAnswered: true,
          audit: takenOver
            ? [{ actor, action: 'conversation.taken_over', target: conversationId, facts: { force: false }, at }]
            : [],
        });
      });
    queue.enqueue({ kind: 'deliver', tenantId, conversationId });
    return found(await tenantStore.messages.find(draft.id), 'message');
  }

  /** @throws {EmptyMessage} */
  #draft({ userId, name }: HumanActor, conversationId: ConversationId, key: string | null, raw: string): OutboundDraft {
    const { ids, secrets } = this.#deps;
    const { text } = cleanText(raw);
    if (text.trim() === '') throw new EmptyMessage('write something to send', {});
    const id =
      key === null
        ? ids.message()
        : MessageId(
            `${idPrefixes.message}_${secrets.sha256(JSON.stringify([conversationId, userId, key])).slice(0, 32)}`,
          );
    return {
      id,
      author: { kind: 'human', userId, name },
      content: { type: 'text', text },
      choices: [],
      turnId: null,
      epoch: 0,
      sensitive: false,
    };
  }
}
