import { conversationById, setTurnDue } from '#adapters/store/sql/conversations/conversation-statements';
import { customerOf } from '#adapters/store/sql/conversations/customer-of';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import type { MessageRow } from '#adapters/store/sql/schema';
import { attachFile } from '#adapters/store/sql/tenant/sql-file-store';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { MediaOutcome } from '#application/ports/message-store';
import type { Message } from '#domain/conversation/message';
import type { MediaReference, MessageContent } from '#domain/conversation/message-content';
import { mediaIsSettled } from './media-line.js';
import { inboundByExternalId, messageById, outboundByExternalId, writeContent } from './message-statements.js';
import { indexWords } from './message-words.js';

export const messageByExternalId = async (
  tx: TenantTx,
  channelId: string,
  externalId: string,
): Promise<MessageRow | undefined> => {
  const inbound = await tx.first(inboundByExternalId, { channelId, externalId });
  return inbound === undefined
    ? tx.first(outboundByExternalId, { channelId, externalId })
    : tx.first(messageById, { id: inbound.id });
};

export const settled = (file: MediaReference, outcome: MediaOutcome): MediaReference => {
  if (outcome.state !== 'stored') return { ...file, state: outcome.state };
  const { id: fileId, mimeType, sha256, size, name } = outcome.file;
  return { ...file, fileId, mimeType, sha256, fileName: file.fileName ?? name, sizeBytes: size, state: 'stored' };
};

export const settleMedia = async (
  tx: TenantTx,
  channelId: string,
  externalId: string,
  outcome: MediaOutcome,
): Promise<Message | null> => {
  const row = await messageByExternalId(tx, channelId, externalId);
  if (row === undefined) return null;
  const content = decodeJson<MessageContent>(row.content);
  if (content.type !== 'media' || content.file.fileId !== undefined) return null;
  const changed = encodeJson({ ...content, file: settled(content.file, outcome) });
  const customerId = await customerOf(tx, row.conversation_id);
  await tx.run(writeContent, { id: row.id, content: changed, quotes: row.quotes }, customerId);
  await mediaIsSettled(tx, row.id);
  if (outcome.state === 'stored')
    await tx.run(attachFile, { id: outcome.file.id, conversationId: row.conversation_id });
  return toMessage({ ...row, content: changed });
};

/** An answer that waited for these words is due now, also where there are none. */
const hurryAnswer = async (tx: TenantTx, conversationId: string): Promise<void> => {
  const conversation = await tx.first(conversationById, { id: conversationId });
  const due = conversation?.turn_due_at ?? null;
  if (due !== null && due > tx.nowMs) await tx.run(setTurnDue, { id: conversationId, due: tx.nowMs });
};

export const transcribe = async (tx: TenantTx, id: string, text: string | null): Promise<void> => {
  const row = await tx.first(messageById, { id });
  if (row === undefined) return;
  await hurryAnswer(tx, row.conversation_id);
  const content = decodeJson<MessageContent>(row.content);
  if (text === null || content.type !== 'media' || content.media !== 'audio' || content.caption !== null) return;
  const changed: MessageContent = { ...content, caption: text, transcribed: true };
  const customerId = await customerOf(tx, row.conversation_id);
  await tx.run(writeContent, { id, content: encodeJson(changed), quotes: row.quotes }, customerId);
  await indexWords(tx, id, changed, row.created_at);
};
