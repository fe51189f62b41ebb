import type { TenantStore } from '#application/ports/tenant-store';
import { readableText } from '#domain/conversation/message-content';
import type { Turn } from '#domain/conversation/turn';

const mostMessages = 20;

/** What the customer had written that a turn answered. */
export const askedIn = async ({ messages }: Pick<TenantStore, 'messages'>, turn: Turn): Promise<string> => {
  const { inboundSeqs } = turn.trace;
  const first = Math.min(...inboundSeqs);
  if (!Number.isFinite(first)) return '';
  const read = await messages.since(turn.conversationId, first - 1, mostMessages);
  return read
    .filter(({ seq, direction }) => direction === 'in' && inboundSeqs.includes(seq))
    .map(({ content }) => readableText(content))
    .join(' ');
};
