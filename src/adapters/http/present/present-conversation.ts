import type { z } from 'zod';
import type { ConversationDto, ConversationSummaryDto, CustomerDto } from '#adapters/http/contract/conversation';
import { presentMessage } from '#adapters/http/present/present-message';
import type { ConversationSummary } from '#application/ports/conversation-store';
import type { Conversation } from '#domain/conversation/conversation';
import type { Customer } from '#domain/conversation/customer';

export const presentCustomer = (customer: Customer): z.input<typeof CustomerDto> => ({
  id: customer.id,
  name: customer.name,
  identities: customer.identities.map(({ scheme, value }) => ({ scheme, value })),
  language: customer.language,
});

/** Everything but what the assistant is in the middle of, which is its own business. */
export const presentConversation = (conversation: Conversation): z.input<typeof ConversationDto> => {
  const { state, counters } = conversation;
  return {
    id: state.id,
    customerId: state.customerId,
    channelId: state.channelId,
    status: state.status,
    mode: state.mode,
    assistantOn: state.assistantOn,
    holder: state.holder,
    escalation: state.escalation && { reason: state.escalation.reason, at: state.escalation.at.toISOString() },
    resolution: state.resolution,
    hasUnanswered: conversation.hasUnanswered,
    lastSeq: counters.lastSeq,
    lastMessageAt: counters.lastMessageAt.toISOString(),
    createdAt: state.createdAt.toISOString(),
    firstResponseAt: state.firstResponseAt?.toISOString() ?? null,
    closedAt: state.closedAt?.toISOString() ?? null,
    version: state.version,
  };
};

export const presentSummary = (summary: ConversationSummary): z.input<typeof ConversationSummaryDto> => ({
  conversation: presentConversation(summary.conversation),
  customer: presentCustomer(summary.customer),
  lastMessage: summary.lastMessage && presentMessage(summary.lastMessage),
});
