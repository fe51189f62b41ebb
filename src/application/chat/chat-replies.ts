import type { TenantStore } from '#application/ports/tenant-store';
import type { Message } from '#domain/conversation/message';
import { hasLeft } from '#domain/conversation/message-status';
import type { ConversationId } from '#domain/shared/ids';

const mostAtOnce = 100;

export type ChatReplies = {
  /** What the customer's program may show, oldest first. */
  readonly messages: readonly Message[];
  /** Ask for what comes after this number next time. */
  readonly cursor: number;
  /** Something is still on its way out. */
  readonly pending: boolean;
};

/** What the other side may see after a number: never a message that is held, withdrawn or not yet released. */
export const repliesSince = async (
  store: TenantStore,
  conversationId: ConversationId,
  seq: number,
): Promise<ChatReplies> => {
  const since = await store.messages.since(conversationId, seq, mostAtOnce);
  const out = since.filter((message) => message.direction === 'out');
  const firstHeld = out.find((message) => message.status === 'queued' || message.status === 'sending');
  const visible = out.filter(
    (message) => hasLeft(message.status) && (firstHeld === undefined || message.seq < firstHeld.seq),
  );
  const seen = since.filter((message) => firstHeld === undefined || message.seq < firstHeld.seq);
  return { messages: visible, cursor: seen.at(-1)?.seq ?? seq, pending: firstHeld !== undefined };
};
