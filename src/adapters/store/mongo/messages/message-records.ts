import type { TenantRows } from '#adapters/store/mongo/rows';
import type { NewRow, Row, TenantTx } from '#adapters/store/mongo/tenant-database';
import type { NewMessage } from '#adapters/store/sql/mappers/message-mapper';
import { type MessageContent, readableText } from '#domain/conversation/message-content';
import { searchWords } from '#domain/shared/search-words';

export type MessageRow = Row<'messages'>;

/** What a message is found by. */
export const wordsOf = (content: MessageContent): readonly string[] => searchWords(readableText(content));

/** `false`: it is stored already. */
export const insertMessage = (tx: TenantTx, row: NewMessage, words: readonly string[]): Promise<boolean> =>
  tx.insert('messages', { ...row, words } as NewRow<'messages'>);

export const inboundByExternalId = (
  tx: TenantTx,
  channelId: string,
  externalId: string,
): Promise<MessageRow | undefined> =>
  tx.first('messages', { filter: { channel_id: channelId, direction: 'in', external_id: externalId } });

export const outboundByExternalId = (
  tx: TenantTx,
  channelId: string,
  externalId: string,
): Promise<MessageRow | undefined> =>
  tx.first('messages', {
    filter: { channel_id: channelId, direction: 'out', external_id: externalId },
    sort: { id: 1 },
  });

/** Whichever way it went. */
export const messageByExternalId = async (
  tx: TenantTx,
  channelId: string,
  externalId: string,
): Promise<MessageRow | undefined> =>
  (await inboundByExternalId(tx, channelId, externalId)) ?? outboundByExternalId(tx, channelId, externalId);

/** What has not left yet, oldest first. */
export const waitingLine = (tx: TenantTx, conversationId: string, limit: number): Promise<readonly MessageRow[]> =>
  tx.rows('messages', { filter: { line_key: conversationId }, sort: { seq: 1 }, limit });

/** Everything a delivery changes about a message. */
export type DeliveryColumns = Pick<
  TenantRows['messages'],
  | 'status'
  | 'status_reason'
  | 'status_at'
  | 'attempts'
  | 'external_id'
  | 'line_key'
  | 'next_attempt_at'
  | 'reconcile_until'
>;

export const moveMessage = (tx: TenantTx, row: MessageRow, changes: Partial<DeliveryColumns>): MessageRow =>
  tx.change('messages', row, { status_at: tx.nowMs, ...changes });

/** Withdraws what the assistant has in the line; what was handed to a provider is beyond recall. */
export const cancelQueued = async (tx: TenantTx, conversationId: string, reason: string): Promise<void> => {
  const filter = { line_key: conversationId, author_kind: 'assistant', status: 'queued' };
  for (const row of await tx.rows('messages', { filter }))
    moveMessage(tx, row, { status: 'cancelled', status_reason: reason, line_key: null, next_attempt_at: null });
};
