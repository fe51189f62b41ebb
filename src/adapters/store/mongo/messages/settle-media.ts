import { attachFile } from '#adapters/store/mongo/tenant/mongo-file-store';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import { settled } from '#adapters/store/sql/messages/settle-media';
import type { MediaOutcome } from '#application/ports/message-store';
import type { Message } from '#domain/conversation/message';
import type { MessageContent } from '#domain/conversation/message-content';
import { mediaIsSettled } from './media-line.js';
import { messageByExternalId, wordsOf } from './message-records.js';

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
  await mediaIsSettled(tx, row.id);
  if (outcome.state === 'stored') await attachFile(tx, outcome.file.id, row.conversation_id);
  return toMessage(tx.change('messages', row, { content: changed }));
};

/** An answer that waited for these words is due now, also where there are none. */
const hurryAnswer = async (tx: TenantTx, conversationId: string): Promise<void> => {
  const conversation = await tx.get('conversations', conversationId);
  if (conversation === undefined || (conversation.turn_due_at ?? 0) <= tx.nowMs) return;
  tx.change('conversations', conversation, { turn_due_at: tx.nowMs });
};

export const transcribe = async (tx: TenantTx, id: string, text: string | null): Promise<void> => {
  const row = await tx.get('messages', id);
  if (row === undefined) return;
  await hurryAnswer(tx, row.conversation_id);
  const content = decodeJson<MessageContent>(row.content);
  if (text === null || content.type !== 'media' || content.media !== 'audio' || content.caption !== null) return;
  const changed: MessageContent = { ...content, caption: text, transcribed: true };
  tx.change('messages', row, { content: encodeJson(changed), words: await wordsOf(tx, changed) });
};
