import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { ConversationRow } from '#adapters/store/sql/schema';
import {
  Conversation,
  type ConversationMode,
  type ConversationState,
  type EscalationReason,
} from '#domain/conversation/conversation';
import { ChannelId, ConversationId, CustomerId, TenantId, UserId } from '#domain/shared/ids';
import { dateOrNull, msOrNull } from './dates.js';

export const toConversation = (row: ConversationRow): Conversation =>
  new Conversation(stateOf(row), {
    lastSeq: row.last_seq,
    inboundSeq: row.inbound_seq,
    answeredSeq: row.answered_seq,
    lastMessageAt: new Date(row.last_message_at),
    lastInboundAt: dateOrNull(row.last_inbound_at),
  });

const stateOf = (row: ConversationRow): ConversationState => ({
  id: ConversationId(row.id),
  tenantId: TenantId(row.tenant_id),
  customerId: CustomerId(row.customer_id),
  channelId: ChannelId(row.channel_id),
  status: row.status as ConversationState['status'],
  mode: row.mode as ConversationMode,
  assistantOn: row.assistant_on === 1,
  epoch: row.epoch,
  holder: row.holder === null ? null : UserId(row.holder),
  assignee: row.assignee === null ? null : UserId(row.assignee),
  tags: decodeJson(row.tags),
  escalation:
    row.escalation_reason === null || row.escalation_at === null
      ? null
      : { reason: row.escalation_reason as EscalationReason, at: new Date(row.escalation_at) },
  dialogue: decodeJson(row.dialogue),
  resolution: row.resolution,
  createdAt: new Date(row.created_at),
  firstResponseAt: dateOrNull(row.first_response_at),
  closedAt: dateOrNull(row.closed_at),
  version: row.version,
});

export const openKey = (channelId: string, customerId: string): string => `${channelId}:${customerId}`;

/** The columns people and turns change; the counters are not among them. */
export type StateColumns = Pick<
  ConversationRow,
  | 'open_key'
  | 'status'
  | 'mode'
  | 'inbox_state'
  | 'assistant_on'
  | 'epoch'
  | 'holder'
  | 'assignee'
  | 'tags'
  | 'escalation_reason'
  | 'escalation_at'
  | 'dialogue'
  | 'resolution'
  | 'first_response_at'
  | 'closed_at'
>;

export const stateColumns = (state: ConversationState): StateColumns => ({
  open_key: state.status === 'open' ? openKey(state.channelId, state.customerId) : null,
  status: state.status,
  mode: state.mode,
  inbox_state: state.status === 'closed' ? 'closed' : state.mode,
  assistant_on: state.assistantOn ? 1 : 0,
  epoch: state.epoch,
  holder: state.holder,
  assignee: state.assignee,
  tags: encodeJson(state.tags),
  escalation_reason: state.escalation?.reason ?? null,
  escalation_at: msOrNull(state.escalation?.at ?? null),
  dialogue: encodeJson(state.dialogue),
  resolution: state.resolution,
  first_response_at: msOrNull(state.firstResponseAt),
  closed_at: msOrNull(state.closedAt),
});
