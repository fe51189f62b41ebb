import { announceConversation } from '#application/conversation/announce';
import { namingHolder } from '#application/conversation/naming-holder';
import { withFreshConversation } from '#application/conversation/with-fresh-conversation';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Message } from '#domain/conversation/message';
import { DomainError } from '#domain/shared/domain-error';
import type { ConversationId, MessageId } from '#domain/shared/ids';

/** It is on its way or with the customer already, or was none of the assistant's. */
export class MessageHasLeft extends DomainError {
  readonly code = 'message.has_left';
  readonly kind = 'conflict';
}

type Input = { readonly by: Principal; readonly conversationId: ConversationId; readonly messageId: MessageId };

/**
 * Calls back what the assistant is about to send, as long as it waits in the line (BEY-8). Who does so has the conversation
 * from then on, since the customer now waits for them.
 */
export class CallBackMessage {
  readonly #deps: { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus };
  constructor(deps: { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus }) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {MessageHasLeft} @throws {AlreadyWithAnotherHuman} */
  async execute({ by, conversationId, messageId }: Input): Promise<Message> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.reply');
    const actor = humanOf(by);
    const scoped = store.tenant(tenantId);
    const before = await scoped.messages.find(messageId);
    const message = found(before?.conversationId === conversationId ? before : null, 'message');
    if (message.author.kind !== 'assistant' || message.status !== 'queued') throw hasLeft();
    await namingHolder(scoped, () =>
      withFreshConversation(scoped, conversationId, (conversation) => {
        const facts = { messageId };
        const audit = [{ actor, action: 'message.called_back', target: conversationId, facts, at: clock.now() }];
        return scoped.conversations.save(conversation.takeOver(actor, false), { audit, cancelAssistant: true });
      }),
    );
    announceConversation(bus, tenantId, conversationId, true);
    const after = found(await scoped.messages.find(messageId), 'message');
    // The line was faster: it left in the moment between the look and the write.
    if (after.status !== 'cancelled') throw hasLeft();
    return after;
  }
}

const hasLeft = (): MessageHasLeft => new MessageHasLeft('it has left, or is on its way', {});
