import type { Clock } from '#application/ports/clock';
import type { Received } from '#application/ports/conversation-store';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { Switches } from '#application/tenancy/switches';
import type { InboundMessage } from '#domain/channel/inbound-message';
import type { TenantId } from '#domain/shared/ids';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';

type Dependencies = {
  readonly store: Store;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly bus: LiveBus;
  readonly switches: Switches;
  readonly telemetry: Telemetry;
};

export type ReceiveMessageInput = {
  readonly tenantId: TenantId;
  readonly message: InboundMessage;
  /** A caller that waits for the answer does not want it held back for more bubbles. */
  readonly answerAtOnce?: boolean;
};

/**
 * Stores one inbound message, once, and wakes the turn that answers it. When this resolves the message is on disk: only
 * then may the channel tell its provider "received".
 */
export class ReceiveMessage {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ tenantId, message, answerAtOnce = false }: ReceiveMessageInput): Promise<Received> {
    const { store, ids, clock, telemetry } = this.#deps;
    const { settleMs, maxSettleMs } = await this.#settling(tenantId, answerAtOnce);
    const received = await store.tenant(tenantId).conversations.receive({
      ...message,
      messageId: ids.message(),
      newCustomerId: ids.customer(),
      newConversationId: ids.conversation(),
      receivedAt: clock.now(),
      settleMs,
      maxSettleMs,
    });
    telemetry.step('message.received', { tenantId, conversationId: received.conversationId, kind: received.kind });
    if (received.kind === 'stored') this.#wake(tenantId, received);
    return received;
  }

  async #settling(tenantId: TenantId, answerAtOnce: boolean): Promise<{ settleMs: number; maxSettleMs: number }> {
    if (answerAtOnce) return { settleMs: 0, maxSettleMs: 0 };
    const tenant = await this.#deps.switches.tenant(tenantId);
    return tenant?.state.assistant ?? defaultAssistantSettings;
  }

  #wake(tenantId: TenantId, { conversationId, turnDueAt }: Received): void {
    const { queue, bus, clock } = this.#deps;
    bus.publish({ kind: 'messages', tenantId, conversationId });
    if (turnDueAt === null) return;
    queue.enqueue(
      { kind: 'take_turn', tenantId, conversationId },
      Math.max(0, turnDueAt.getTime() - clock.now().getTime()),
    );
  }
}
