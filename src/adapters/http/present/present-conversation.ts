import type { z } from 'zod';
import type {
  CannedReplyDto,
  ConversationDetailsDto,
  ConversationDto,
  ConversationSummaryDto,
  CustomerCardDto,
  CustomerDto,
  FoundMessageDto,
  NoteDto,
} from '#adapters/http/contract/conversation';
import { presentMessage } from '#adapters/http/present/present-message';
import { presentLocalized } from '#adapters/http/present/present-money';
import type { ConversationDetails } from '#application/conversation/find-conversation';
import type { CustomerCard } from '#application/conversation/find-customer';
import type { FoundMessage } from '#application/conversation/search-messages';
import type { ConversationSummary } from '#application/ports/conversation-store';
import type { CannedReply } from '#domain/conversation/canned-reply';
import type { Conversation } from '#domain/conversation/conversation';
import type { Customer } from '#domain/conversation/customer';
import type { Note } from '#domain/conversation/note';

export const presentCustomer = (customer: Customer): z.input<typeof CustomerDto> => ({
  id: customer.id,
  name: customer.name,
  identities: customer.identities.map(({ scheme, value }) => ({ scheme, value })),
  language: customer.language,
  email: customer.email,
  phone: customer.phone,
  remark: customer.remark,
  createdAt: customer.createdAt.toISOString(),
  version: customer.version,
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
    assignee: state.assignee,
    tags: [...state.tags],
    escalation: state.escalation && { reason: state.escalation.reason, at: state.escalation.at.toISOString() },
    resolution: state.resolution,
    hasUnanswered: conversation.hasUnanswered,
    lastSeq: counters.lastSeq,
    inboundSeq: counters.inboundSeq,
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
  readSeq: summary.readSeq,
  unread: summary.conversation.counters.inboundSeq > summary.readSeq,
});

export const presentDetails = (details: ConversationDetails): z.input<typeof ConversationDetailsDto> => ({
  ...presentSummary(details),
  present: details.present.map(({ userId, name, doing }) => ({ userId, name, doing })),
  collected: details.collected && {
    formId: details.collected.formId,
    title: presentLocalized(details.collected.title),
    values: details.collected.values.map(({ key, label, value }) => ({ key, label: presentLocalized(label), value })),
    missing: details.collected.missing.map(({ key, label }) => ({ key, label: presentLocalized(label) })),
  },
});

export const presentFound = ({ message, conversation, customer }: FoundMessage): z.input<typeof FoundMessageDto> => ({
  ...presentMessage(message),
  channelId: message.channelId,
  conversationStatus: conversation.state.status,
  customer: { id: customer.id, name: customer.name },
});

export const presentNote = ({ id, conversationId, by, byName, text, at }: Note): z.input<typeof NoteDto> => ({
  id,
  conversationId,
  by,
  byName,
  text,
  at: at.toISOString(),
});

export const presentCard = ({ customer, conversations, orders }: CustomerCard): z.input<typeof CustomerCardDto> => ({
  customer: presentCustomer(customer),
  conversations: conversations.map(presentConversation),
  orders: orders?.map(({ state }) => state.id) ?? null,
});

export const presentCanned = ({
  id,
  shortcut,
  text,
  createdAt,
  version,
}: CannedReply): z.input<typeof CannedReplyDto> => ({
  id,
  shortcut,
  text: presentLocalized(text),
  createdAt: createdAt.toISOString(),
  version,
});
