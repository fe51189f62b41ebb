import type { VoiceNotes } from '#application/ai/paid-helpers';
import type { ShowTyping } from '#application/delivery/show-typing';
import type { Clock } from '#application/ports/clock';
import type { Received } from '#application/ports/conversation-store';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Note, Telemetry } from '#application/ports/telemetry';
import type { Switches } from '#application/tenancy/switches';
import type { InboundMessage } from '#domain/channel/inbound-message';
import type { MessageContent } from '#domain/conversation/message-content';
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
  readonly showTyping: ShowTyping;
  /** Where voice notes come whose bytes follow. */
  readonly notes?: Pick<VoiceNotes, 'willTranscribe'>;
};

/** An answer that comes sooner needs no announcement. */
const typingFromMs = 300;
/** How long a message that could not be decrypted is waited for before a person is called. */
const untilSentAgainMs = 2 * 60_000;

/** How long a voice note's words are waited for before a person is called to listen: with the model's time, less than 90 s. */
const untilWrittenDownMs = 30_000;

const isVoiceOnItsWay = (content: MessageContent): boolean =>
  content.type === 'media' && content.media === 'audio' && content.file.state === 'fetching';

type Settling = { readonly settleMs: number; readonly maxSettleMs: number };

export type ReceiveMessageInput = {
  readonly tenantId: TenantId;
  readonly message: InboundMessage;
  /** A caller that waits for the answer does not want it held back for more bubbles. */
  readonly answerAtOnce?: boolean;
  /** It is too old to be answered by itself: a person is called. */
  readonly isLate?: boolean;
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

  execute(input: ReceiveMessageInput): Promise<Received> {
    const facts = { tenantId: input.tenantId, channelId: input.message.channelId };
    return this.#deps.telemetry.span('receive', facts, (note) => this.#receive(input, note));
  }

  async #receive(
    { tenantId, message, answerAtOnce = false, isLate = false }: ReceiveMessageInput,
    note: Note,
  ): Promise<Received> {
    const { store, ids, clock, telemetry } = this.#deps;
    const { settleMs, maxSettleMs } = await this.#settling(tenantId, message, answerAtOnce);
    const received = await store.tenant(tenantId).conversations.receive({
      ...message,
      messageId: ids.message(),
      newCustomerId: ids.customer(),
      newConversationId: ids.conversation(),
      isLate,
      receivedAt: clock.now(),
      settleMs,
      maxSettleMs,
    });
    note({ conversationId: received.conversationId, kind: received.kind });
    telemetry.step('message.received', { tenantId, conversationId: received.conversationId, kind: received.kind });
    if (received.kind === 'stored' && message.isMediaKept === true)
      this.#deps.queue.enqueue({ kind: 'fetch_media', tenantId, messageId: received.messageId });
    if (received.kind === 'stored') this.#wake(tenantId, received, message);
    return received;
  }

  async #settling(tenantId: TenantId, { content }: InboundMessage, answerAtOnce: boolean): Promise<Settling> {
    // The sender's phone was asked to send it again: until then there is nothing to answer, and nobody need be called.
    if (content.type === 'undecrypted') return { settleMs: untilSentAgainMs, maxSettleMs: untilSentAgainMs };
    if (isVoiceOnItsWay(content) && (await this.#deps.notes?.willTranscribe(tenantId)) === true)
      return { settleMs: untilWrittenDownMs, maxSettleMs: untilWrittenDownMs };
    if (answerAtOnce) return { settleMs: 0, maxSettleMs: 0 };
    const tenant = await this.#deps.switches.tenant(tenantId);
    return tenant?.state.assistant ?? defaultAssistantSettings;
  }

  #wake(
    tenantId: TenantId,
    { conversationId, turnDueInMs, calledPerson }: Received,
    { channelId, externalId }: InboundMessage,
  ): void {
    const { queue, bus, showTyping } = this.#deps;
    bus.publish({ kind: 'messages', tenantId, conversationId });
    if (calledPerson) bus.publish({ kind: 'conversation', tenantId, conversationId });
    if (turnDueInMs === null) return;
    if (turnDueInMs >= typingFromMs && turnDueInMs < untilSentAgainMs)
      void showTyping.execute({ tenantId, channelId, externalId });
    queue.enqueue({ kind: 'take_turn', tenantId, conversationId }, turnDueInMs);
  }
}
