import type { TenantRows } from '#adapters/store/mongo/rows';
import type { NewRow, Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import type { NewMessage } from '#adapters/store/sql/mappers/message-mapper';
import { type MessageContent, readableText } from '#domain/conversation/message-content';
import { searchWords } from '#domain/shared/search-words';
import { indexedWords } from './search-terms.js';

export type MessageRow = Row<'messages'>;

/** What a message is found by. */
export const wordsOf = (tx: TenantTx, content: MessageContent): Promise<readonly string[]> =>
  indexedWords(tx, searchWords(readableText(content)));

/** One that has just come in: its id is new. */
export const addMessage = (tx: TenantTx, row: NewMessage, words: readonly string[]): void =>
  tx.add('messages', { ...row, words } as NewRow<'messages'>);

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
  const line = await tx.rows('messages', { filter: { line_key: conversationId } });
  for (const row of line.filter((each) => each.author_kind === 'assistant' && each.status === 'queued'))
    moveMessage(tx, row, { status: 'cancelled', status_reason: reason, line_key: null, next_attempt_at: null });
};
