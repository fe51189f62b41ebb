import type { TenantStore } from '#application/ports/tenant-store';
import type { PacedMessage } from '#domain/channel/sending/paced-message';
import type { Message } from '#domain/conversation/message';
import { readableText } from '#domain/conversation/message-content';
import { hasLeft } from '#domain/conversation/message-status';

/** As much of a conversation as its pace depends on. */
const looksBack = 40;
/** A voice note or a picture takes a moment to take in, too. */
const wordlessLength = 80;

export type MessageInContext = {
  readonly paced: PacedMessage;
  /** The customer's messages this one answers: to be marked as read. */
  readonly unread: readonly string[];
};

const lengthOf = ({ content }: Message): number => readableText(content).length || wordlessLength;

const isPersons = ({ author }: Message): boolean => author.kind === 'human';

/** The message and what stands before it, as far as pacing and read marks need it. */
export const pacedMessageOf = async (
  { messages }: TenantStore,
  message: Message,
  lastInboundAt: Date | null,
): Promise<MessageInContext> => {
  const from = Math.max(0, message.seq - looksBack - 1);
  const page = await messages.since(message.conversationId, from, looksBack + 1);
  const before = page.filter(({ seq }) => seq < message.seq);
  const sent = before.filter(({ direction, status }) => direction === 'out' && hasLeft(status));
  const lastIn = before.findLast(({ direction }) => direction === 'in');
  const lastOutSeq = sent.at(-1)?.seq ?? 0;
  const fresh = before.filter(({ direction, seq }) => direction === 'in' && seq > lastOutSeq);
  return {
    paced: {
      id: message.id,
      chat: message.conversationId,
      by: isPersons(message) ? 'person' : 'automatic',
      length: lengthOf(message),
      lastInbound: lastInboundAt === null ? null : { at: lastInboundAt, length: lastIn ? lengthOf(lastIn) : 0 },
      unanswered: sent.filter(({ seq }) => seq > (lastIn?.seq ?? 0)).length,
      wroteBefore: sent.length > 0 || from > 0,
    },
    unread: fresh.flatMap(({ externalId }) => (externalId === null ? [] : [externalId])),
  };
};
