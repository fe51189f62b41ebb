import { chatChannelOf } from '#application/chat/chat-channel';
import { type ChatReplies, repliesSince } from '#application/chat/chat-replies';
import type { Principal } from '#application/identity/principal';
import type { Clock } from '#application/ports/clock';
import type { Received } from '#application/ports/conversation-store';
import type { Ids } from '#application/ports/ids';
import type { LiveBus, LiveNotice } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { ReceiveMessage } from '#application/turns/receive-message';
import type { Message } from '#domain/conversation/message';
import { cleanText } from '#domain/conversation/message-content';
import type { ConversationId, MessageId, TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly bus: LiveBus;
  readonly receiveMessage: ReceiveMessage;
};

export type SendChatInput = {
  readonly by: Principal;
  /** The program's own name for the person who writes. */
  readonly sessionId: string;
  readonly text: string;
  /** The same key sends once. */
  readonly idempotencyKey: string | null;
  readonly displayName: string | null;
  /** How long to wait for the answer, in milliseconds; 0 returns as soon as the message is stored. */
  readonly waitMs: number;
};

export type ChatAnswer = {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  /** `pending`: no answer within `waitMs`; it will be among the session's messages. `silent`: nothing will be said by itself. */
  readonly status: 'answered' | 'pending' | 'with_human' | 'silent';
  readonly replies: readonly Message[];
  readonly cursor: number;
};

const isAbout = (notice: LiveNotice, tenantId: TenantId, conversationId: ConversationId): boolean =>
  notice.kind === 'messages' && notice.tenantId === tenantId && notice.conversationId === conversationId;

/** Takes a message over the programmable channel, and waits a little for what is said to it. */
export class SendChatMessage {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, sessionId, text, idempotencyKey, displayName, waitMs }: SendChatInput): Promise<ChatAnswer> {
    const { store: root, clock, ids, receiveMessage } = this.#deps;
    const { store, channelId } = await chatChannelOf(root, by);
    const { text: cleaned, clipped } = cleanText(text);
    const received = await receiveMessage.execute({
      tenantId: store.tenantId,
      answerAtOnce: true,
      message: {
        channelId,
        externalId: idempotencyKey === null ? ids.message() : `${sessionId}\n${idempotencyKey}`,
        identities: [{ scheme: 'api_session', value: sessionId }],
        displayName,
        content: { type: 'text', text: cleaned, ...(clipped ? { clipped } : {}) },
        sentAt: clock.now(),
      },
    });
    const { status, replies } = await this.#answer(store, received, waitMs);
    return {
      conversationId: received.conversationId,
      messageId: received.messageId,
      status,
      replies: replies.messages,
      cursor: replies.cursor,
    };
  }

  /** Looks after every notice of the conversation until it is answered or the time is up. */
  async #answer(
    store: TenantStore,
    received: Received,
    waitMs: number,
  ): Promise<{ status: ChatAnswer['status']; replies: ChatReplies }> {
    const { bus, clock } = this.#deps;
    let wake = (): void => undefined;
    let timedOut = waitMs === 0;
    const end = bus.subscribe((notice) => {
      if (notice.kind === 'missed' || isAbout(notice, store.tenantId, received.conversationId)) wake();
    });
    const cancel = clock.after(waitMs, () => {
      timedOut = true;
      wake();
    });
    try {
      for (;;) {
        const noticed = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const { settled, ...answer } = await this.#look(store, received);
        if (settled || timedOut) return answer;
        await noticed;
      }
    } finally {
      end();
      cancel();
    }
  }

  async #look(
    store: TenantStore,
    { conversationId, seq }: Received,
  ): Promise<{ settled: boolean; status: ChatAnswer['status']; replies: ChatReplies }> {
    const conversation = await store.conversations.find(conversationId);
    const replies = await repliesSince(store, conversationId, seq);
    const { mode } = conversation?.state ?? { mode: 'assistant' };
    const isAnswered = (conversation?.counters.answeredSeq ?? 0) >= seq;
    if (replies.messages.length > 0 && !replies.pending && isAnswered)
      return { settled: true, status: 'answered', replies };
    if (mode === 'human') return { settled: true, status: 'with_human', replies };
    if (isAnswered && !replies.pending)
      return { settled: true, status: mode === 'waiting' ? 'with_human' : 'silent', replies };
    return { settled: conversation?.state.assistantOn === false, status: 'pending', replies };
  }
}
