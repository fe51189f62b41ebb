import type { ConversationStanding } from '#adapters/store/sql/conversations/conversation-statements';
import { moveTagsInState } from '#adapters/store/sql/conversations/conversation-tags';
import { nameCustomer } from '#adapters/store/sql/conversations/customer-statements';
import { storedAt } from '#adapters/store/sql/conversations/save-conversation';
import { assistantMayAct } from '#adapters/store/sql/conversations/turn-due';
import { insertLead } from '#adapters/store/sql/leads/sql-lead-store';
import { stateColumns } from '#adapters/store/sql/mappers/conversation-mapper';
import { queueMessages } from '#adapters/store/sql/messages/queue-messages';
import { assertOwn } from '#adapters/store/sql/own';
import { addSuggestion } from '#adapters/store/sql/studio/sql-suggestion-store';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { NotFound } from '#application/not-found';
import type { TurnApplied, TurnEffects } from '#application/ports/turn-store';
import type { Turn } from '#domain/conversation/turn';
import { insertOrder, updateOrder } from './order-statements.js';
import { markApplied, turnState, writeAfterTurn } from './turn-statements.js';

/** Everything a turn does, in one transaction; that the turn is applied is written last and asked first. */
export const applyTurn = async (tx: TenantTx, turn: Turn, effects: TurnEffects): Promise<TurnApplied> => {
  assertOwn(tx, turn.tenantId);
  const known = await tx.first(turnState, { id: turn.id });
  if (known === undefined) throw new NotFound('turn');
  if (known.unapplied_since === null) return { nextDueInMs: null };
  const before = await storedAt(tx, effects.conversation);
  const overtaken = before.epoch !== turn.epoch;
  const nextDueAt = await moveConversation(tx, turn, effects, before, overtaken);
  await queueMessages(tx, before, turn.replies, overtaken ? 'conversation.taken_over' : null);
  await addOrder(tx, effects.order);
  if (effects.lead) await insertLead(tx, effects.lead);
  if (!overtaken) await addSuggestion(tx, effects.suggestion ?? null, before.customer_id);
  if (effects.withdrawn !== null) await updateOrder(tx, effects.withdrawn);
  await appendAudit(tx, effects.audit);
  await tx.run(markApplied, { id: turn.id });
  return { nextDueInMs: nextDueAt === null ? null : Math.max(0, nextDueAt - tx.nowMs) };
};

const addOrder = async (tx: TenantTx, order: TurnEffects['order']): Promise<void> => {
  if (order === null) return;
  await insertOrder(tx, order);
  const { customerId: id, details } = order.state;
  // Who has no name yet goes by the one they ordered under.
  if (details.name !== undefined) await tx.run(nameCustomer, { id, name: details.name });
};

const moveConversation = async (
  tx: TenantTx,
  turn: Turn,
  { conversation: { state } }: TurnEffects,
  before: ConversationStanding,
  overtaken: boolean,
): Promise<number | null> => {
  const after = stateColumns(state);
  const place = overtaken ? before : { ...after, status: before.status, assistant_on: before.assistant_on };
  const answered = Math.max(before.answered_seq, turn.uptoSeq);
  const isMore = before.inbound_seq > answered;
  // The lease may be a newer one already, for what the customer wrote after this turn: that one is not ours to end.
  const isOurLease = before.turn_claimed_seq <= turn.uptoSeq;
  const nextDueAt = isMore && assistantMayAct(place) ? before.turn_due_at : null;
  const moved = {
    id: before.id,
    mode: place.mode,
    inbox_state: place.inbox_state,
    escalation_reason: place.escalation_reason,
    escalation_at: place.escalation_at,
    dialogue: after.dialogue,
    first_response_at: place.first_response_at,
    answered_seq: answered,
    first_unanswered_at: isMore ? tx.nowMs : null,
    turn_due_at: nextDueAt,
    turn_owner: isOurLease ? null : before.turn_owner,
    turn_lease_until: isOurLease ? null : before.turn_lease_until,
  };
  await tx.run(writeAfterTurn, moved, before.customer_id);
  await moveTagsInState(tx, before, place.inbox_state);
  return nextDueAt;
};
