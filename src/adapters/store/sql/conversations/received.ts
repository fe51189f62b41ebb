import type { KnownInbound } from '#adapters/store/sql/messages/message-statements';
import type { Received } from '#application/ports/conversation-store';
import { ConversationId, MessageId } from '#domain/shared/ids';

export const received = (
  { nowMs }: { readonly nowMs: number },
  kind: Received['kind'],
  { id, seq, conversation_id }: Pick<KnownInbound, 'id' | 'seq' | 'conversation_id'>,
  turnDueAt: number | null,
  calledPerson = false,
): Received => ({
  kind,
  conversationId: ConversationId(conversation_id),
  messageId: MessageId(id),
  seq,
  turnDueInMs: turnDueAt === null ? null : Math.max(0, turnDueAt - nowMs),
  calledPerson,
});
