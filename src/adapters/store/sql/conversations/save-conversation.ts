import { stateColumns, toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import { cancelQueued } from '#adapters/store/sql/messages/message-statements';
import { queueMessages } from '#adapters/store/sql/messages/queue-messages';
import { assertOwn } from '#adapters/store/sql/own';
import type { ConversationRow } from '#adapters/store/sql/schema';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { NotFound } from '#application/not-found';
import type { ConversationEffects } from '#application/ports/conversation-store';
import type { Conversation } from '#domain/conversation/conversation';
import { StaleWrite } from '#domain/shared/stale-write';
import { type ConversationStanding, conversationById, standingById, writeState } from './conversation-statements.js';
import { writeTags } from './conversation-tags.js';
import { assistantMayAct, hasUnanswered } from './turn-due.js';

/** @throws {StaleWrite} @throws {NotFound} */
export const storedAt = async (tx: TenantTx, { state }: Conversation): Promise<ConversationStanding> => {
  assertOwn(tx, state.tenantId);
  const row = await tx.first(standingById, { id: state.id });
  if (row === undefined) throw new NotFound('conversation');
  if (row.version !== state.version)
    throw new StaleWrite('the conversation was saved by somebody else meanwhile', {
      id: state.id,
      version: state.version,
    });
  return row;
};

/** Writes the state and its effects as one. @throws {StaleWrite} */
export const saveConversation = async (
  tx: TenantTx,
  conversation: Conversation,
  effects: ConversationEffects,
): Promise<Conversation> => {
  const before = await storedAt(tx, conversation);
  const { id } = conversation.state;
  const columns = stateColumns(conversation.state);
  const next = { id, ...columns, ...answered(before, columns, effects, tx.nowMs) };
  await tx.run(writeState, next, before.customer_id);
  if (effects.cancelAssistant === true)
    await tx.run(cancelQueued, { conversationId: id, now: tx.nowMs, reason: 'conversation.taken_over' });
  await queueMessages(tx, before, effects.messages ?? [], null);
  await appendAudit(tx, effects.audit ?? []);
  const after = await tx.first(conversationById, { id });
  if (after === undefined) throw new NotFound('conversation');
  await writeTags(tx, before, after);
  return toConversation(after);
};

/** A person has dealt with all that came in; of history, which counts as answered, there may be more. */
export const answeredAll = (row: Pick<ConversationRow, 'answered_seq' | 'inbound_seq'>): Answered => ({
  answered_seq: Math.max(row.answered_seq, row.inbound_seq),
  first_unanswered_at: null,
  turn_due_at: null,
});

type Acting = Pick<ConversationRow, 'status' | 'mode' | 'assistant_on'>;
type Answered = Pick<ConversationRow, 'answered_seq' | 'first_unanswered_at' | 'turn_due_at'>;

export const answered = (
  before: ConversationStanding,
  after: Acting,
  { markAnswered }: ConversationEffects,
  nowMs: number,
): Answered => {
  if (markAnswered === true) return answeredAll(before);
  const { answered_seq, first_unanswered_at } = before;
  return { answered_seq, first_unanswered_at, turn_due_at: dueAfter(before, after, nowMs) };
};

/** The assistant owes an answer again as soon as it gets the conversation back; with a person nothing is due. */
const dueAfter = (before: ConversationStanding, after: Acting, nowMs: number): number | null => {
  if (!assistantMayAct(after)) return null;
  const givenBack = !assistantMayAct(before) || (before.mode === 'waiting' && after.mode === 'assistant');
  return givenBack && hasUnanswered(before) ? nowMs : before.turn_due_at;
};
