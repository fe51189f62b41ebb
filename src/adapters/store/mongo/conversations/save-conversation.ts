import { cancelQueued } from '#adapters/store/mongo/messages/message-records';
import { queueMessages } from '#adapters/store/mongo/messages/queue-messages';
import { assertOwn } from '#adapters/store/mongo/own';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { answered } from '#adapters/store/sql/conversations/save-conversation';
import { stateColumns, toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import type { ConversationEffects } from '#application/ports/conversation-store';
import type { Conversation } from '#domain/conversation/conversation';
import { StaleWrite } from '#domain/shared/stale-write';
import { type ConversationRow, conversationRow, stateOf } from './conversation-record.js';

/** @throws {StaleWrite} @throws {NotFound} */
export const storedAt = async (tx: TenantTx, { state }: Conversation): Promise<ConversationRow> => {
  assertOwn(tx, state.tenantId);
  const { id, version } = state;
  const row = await conversationRow(tx, id);
  if (row.version !== version)
    throw new StaleWrite('the conversation was saved by somebody else meanwhile', { id, version });
  return row;
};

/** Writes the state and its effects as one. @throws {StaleWrite} */
export const saveConversation = async (
  tx: TenantTx,
  conversation: Conversation,
  effects: ConversationEffects,
): Promise<Conversation> => {
  const before = await storedAt(tx, conversation);
  const saved = tx.change('conversations', before, {
    ...stateOf(conversation),
    ...answered(before, stateColumns(conversation.state), effects, tx.nowMs),
    version: before.version + 1,
  });
  if (effects.cancelAssistant === true) await cancelQueued(tx, saved.id, 'conversation.taken_over');
  await queueMessages(tx, saved, effects.messages ?? [], null);
  await appendAudit(tx, effects.audit ?? []);
  return toConversation(await conversationRow(tx, saved.id));
};
