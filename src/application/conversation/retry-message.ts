import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Message } from '#domain/conversation/message';
import type { MessageId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly queue: JobQueue; readonly bus: LiveBus };

/** A person sends a failed or doubtful message again (WA-7). @throws {IllegalTransition} it is neither. */
export class RetryMessage {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, messageId }: { by: Principal; messageId: MessageId }): Promise<Message> {
    const { store, clock, queue, bus } = this.#deps;
    const tenantId = tenantFor(by, 'conversations.reply');
    const actor = humanOf(by);
    const { messages, audit } = store.tenant(tenantId);
    found(await messages.find(messageId), 'message');
    const message = await messages.retry(messageId);
    await audit.append({ actor, action: 'message.retried', target: messageId, facts: {}, at: clock.now() });
    queue.enqueue({ kind: 'deliver', tenantId, conversationId: message.conversationId });
    bus.publish({ kind: 'messages', tenantId, conversationId: message.conversationId });
    return message;
  }
}
