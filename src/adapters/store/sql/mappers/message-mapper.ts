import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { ConversationRow, MessageRow } from '#adapters/store/sql/schema';
import type { Arrival, OwnArrival } from '#application/ports/conversation-store';
import type { Message, OutboundDraft, SetAside } from '#domain/conversation/message';
import type { MessageStatus } from '#domain/conversation/message-status';
import { ChannelId, ConversationId, MessageId, TenantId, TurnId } from '#domain/shared/ids';

export const toMessage = (row: MessageRow): Message => ({
  id: MessageId(row.id),
  tenantId: TenantId(row.tenant_id),
  conversationId: ConversationId(row.conversation_id),
  channelId: ChannelId(row.channel_id),
  seq: row.seq,
  direction: row.direction as Message['direction'],
  author: decodeJson(row.author),
  content: decodeJson(row.content),
  quotes: row.quotes,
  setAside: row.set_aside as SetAside | null,
  choices: decodeJson(row.choices),
  status: row.status as MessageStatus,
  externalId: row.external_id,
  turnId: row.turn_id === null ? null : TurnId(row.turn_id),
  epoch: row.epoch,
  sensitive: row.sensitive === 1,
  attempts: row.attempts,
  statusReason: row.status_reason,
  createdAt: new Date(row.created_at),
  statusAt: new Date(row.status_at),
});

export type NewMessage = Omit<MessageRow, 'tenant_id'>;

/** Why the assistant passes it by. */
export const setAsideOf = ({ isHistory, isLate }: Arrival): SetAside | null =>
  isHistory === true ? 'history' : isLate === true ? 'late' : null;

/** Where it stands in time: history where it was written, all else where it came. */
export const placedAt = ({
  isHistory,
  sentAt,
  receivedAt,
}: Pick<Arrival, 'isHistory' | 'sentAt' | 'receivedAt'>): number =>
  isHistory === true ? Math.min(sentAt.getTime(), receivedAt.getTime()) : receivedAt.getTime();

const customer = encodeJson({ kind: 'customer' });

export const inboundRow = (
  arrival: Arrival,
  conversation: Pick<ConversationRow, 'id' | 'epoch'>,
  seq: number,
): NewMessage => ({
  id: arrival.messageId,
  conversation_id: conversation.id,
  channel_id: arrival.channelId,
  seq,
  direction: 'in',
  author_kind: 'customer',
  author: customer,
  content: encodeJson(arrival.content),
  choices: '[]',
  status: 'received',
  external_id: arrival.externalId,
  turn_id: null,
  epoch: conversation.epoch,
  sensitive: 0,
  attempts: 0,
  status_reason: null,
  sent_at: arrival.sentAt.getTime(),
  created_at: placedAt(arrival),
  status_at: arrival.receivedAt.getTime(),
  line_key: null,
  next_attempt_at: null,
  reconcile_until: null,
  quotes: arrival.quotes ?? null,
  set_aside: setAsideOf(arrival),
});

const ownerPhone = encodeJson({ kind: 'owner_phone' });

/** What the owner wrote on the phone: it has left already. */
export const ownRow = (
  own: OwnArrival,
  conversation: Pick<ConversationRow, 'id' | 'epoch'>,
  seq: number,
): NewMessage => ({
  ...inboundRow({ ...own, settleMs: 0, maxSettleMs: 0 }, conversation, seq),
  direction: 'out',
  author_kind: 'owner_phone',
  author: ownerPhone,
  status: 'sent',
  set_aside: null,
});

/** @param cancelled the reason it never gets into the line, or null. */
export const outboundRow = (
  draft: OutboundDraft,
  conversation: Pick<ConversationRow, 'id' | 'channel_id'>,
  place: { readonly seq: number; readonly atMs: number; readonly cancelled: string | null },
): NewMessage => ({
  id: draft.id,
  conversation_id: conversation.id,
  channel_id: conversation.channel_id,
  seq: place.seq,
  direction: 'out',
  author_kind: draft.author.kind,
  author: encodeJson(draft.author),
  content: encodeJson(draft.content),
  choices: encodeJson(draft.choices),
  status: place.cancelled === null ? 'queued' : 'cancelled',
  external_id: null,
  turn_id: draft.turnId,
  epoch: draft.epoch,
  sensitive: draft.sensitive ? 1 : 0,
  attempts: 0,
  status_reason: place.cancelled,
  sent_at: null,
  created_at: place.atMs,
  status_at: place.atMs,
  line_key: place.cancelled === null ? conversation.id : null,
  next_attempt_at: draft.holdMs === undefined ? null : place.atMs + draft.holdMs,
  reconcile_until: null,
  quotes: draft.quotes ?? null,
  set_aside: null,
});
