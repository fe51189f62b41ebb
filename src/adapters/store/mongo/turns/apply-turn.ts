import type { ConversationRow } from '#adapters/store/mongo/conversations/conversation-record';
import { nameCustomer } from '#adapters/store/mongo/conversations/customers';
import { storedAt } from '#adapters/store/mongo/conversations/save-conversation';
import { insertLead } from '#adapters/store/mongo/leads/mongo-lead-store';
import { queueMessages } from '#adapters/store/mongo/messages/queue-messages';
import { assertOwn } from '#adapters/store/mongo/own';
import { addSuggestion } from '#adapters/store/mongo/studio/mongo-suggestion-store';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { assistantMayAct } from '#adapters/store/sql/conversations/turn-due';
import { stateColumns } from '#adapters/store/sql/mappers/conversation-mapper';
import { NotFound } from '#application/not-found';
import type { TurnApplied, TurnEffects } from '#application/ports/turn-store';
import type { Turn } from '#domain/conversation/turn';
import { insertOrder, updateOrder } from './order-records.js';

/** Everything a turn does, in one unit. */
export const applyTurn = async (tx: TenantTx, turn: Turn, effects: TurnEffects): Promise<TurnApplied> => {
  assertOwn(tx, turn.tenantId);
  const known = await tx.get('turns', turn.id);
  if (known === undefined) throw new NotFound('turn');
  if (known.unapplied_since === null) return { nextDueInMs: null };
  const before = await storedAt(tx, effects.conversation);
  const overtaken = before.epoch !== turn.epoch;
  const moved = moveConversation(tx, turn, effects, before, overtaken);
  await queueMessages(tx, moved, turn.replies, overtaken ? 'conversation.taken_over' : null);
  await addOrder(tx, effects.order);
  if (effects.lead) await insertLead(tx, effects.lead);
  if (!overtaken) await addSuggestion(tx, effects.suggestion ?? null);
  if (effects.withdrawn !== null) await updateOrder(tx, effects.withdrawn);
  await appendAudit(tx, effects.audit);
  tx.change('turns', known, { unapplied_since: null });
  return { nextDueInMs: moved.turn_due_at === null ? null : Math.max(0, moved.turn_due_at - tx.nowMs) };
};

const addOrder = async (tx: TenantTx, order: TurnEffects['order']): Promise<void> => {
  if (order === null) return;
  await insertOrder(tx, order);
  const { customerId, details } = order.state;
  // Who has no name yet goes by the one they ordered under.
  if (details.name !== undefined) await nameCustomer(tx, customerId, details.name);
};

/** What a turn changes about its conversation: no epoch, no holder, no status. */
const moveConversation = (
  tx: TenantTx,
  turn: Turn,
  { conversation }: TurnEffects,
  before: ConversationRow,
  overtaken: boolean,
): ConversationRow => {
  const after = stateColumns(conversation.state);
  const place = overtaken ? before : { ...after, status: before.status, assistant_on: before.assistant_on };
  const answered = Math.max(before.answered_seq, turn.uptoSeq);
  const isMore = before.inbound_seq > answered;
  // The lease may be a newer one already, for what the customer wrote after this turn: that one is not ours to end.
  const isOurLease = before.turn_claimed_seq <= turn.uptoSeq;
  return tx.change('conversations', before, {
    mode: place.mode,
    inbox_state: place.inbox_state,
    escalation_reason: place.escalation_reason,
    escalation_at: place.escalation_at,
    dialogue: after.dialogue,
    first_response_at: place.first_response_at,
    answered_seq: answered,
    first_unanswered_at: isMore ? tx.nowMs : null,
    turn_due_at: isMore && assistantMayAct(place) ? before.turn_due_at : null,
    turn_owner: isOurLease ? null : before.turn_owner,
    turn_lease_until: isOurLease ? null : before.turn_lease_until,
    unapplied_turn: null,
    version: before.version + 1,
  });
};
