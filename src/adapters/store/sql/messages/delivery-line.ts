import { conversationById, setDeliverDue } from '#adapters/store/sql/conversations/conversation-statements';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import type { ConversationRow, MessageRow } from '#adapters/store/sql/schema';
import { holderOf } from '#adapters/store/sql/sessions/session-lease';
import type { TenantTx } from '#adapters/store/sql/tenant-database';
import type { DeliveryClaim } from '#application/ports/message-store';
import { type DeliveryColumns, waitingLine, writeDelivery } from './message-statements.js';

/** More than ever waits in one conversation; if more does, the next claim sees the rest. */
const mostSeen = 100;
/** When to look again at a message that is being sent by somebody: its sender looks as soon as it is done. */
const sendingLookMs = 1_000;
/**
 * Who claimed it and has not said by then what became of it is dead: as long as a send lasts, and the provider's word about one
 * may take. A start looks at such messages sooner, but where one process of several dies there may be none.
 */
const sendingMs = 150_000;
/** How often the line is looked at while the kill switch holds it, if nobody says that the switch is off again. */
const heldLookMs = 3_000;

type Step =
  | { readonly step: 'claim' }
  /** Nothing behind it moves before `at`; null: before its sender is done. */
  | { readonly step: 'wait'; readonly at: number | null }
  /** It leaves the line. */
  | { readonly step: 'drop'; readonly status: 'cancelled' | 'unknown'; readonly reason: string }
  | { readonly step: 'pass' };

const pass: Step = { step: 'pass' };
const drop = (status: 'cancelled' | 'unknown', reason: string): Step => ({ step: 'drop', status, reason });

/** For a message that was handed to a provider, or may have been: it holds the line until its window is over. */
const doubtfulStep = (message: MessageRow, nowMs: number): Step => {
  if (message.reconcile_until === null || message.reconcile_until > nowMs)
    return { step: 'wait', at: message.reconcile_until };
  return message.sensitive === 1 ? drop('unknown', 'delivery.needs_person') : pass;
};

const mayNotLeave = (message: MessageRow, conversation: ConversationRow): boolean =>
  message.author_kind === 'assistant' && (message.epoch < conversation.epoch || conversation.mode === 'human');

/** What is to be done about the next message of the line. Pure. */
const stepFor = (message: MessageRow, conversation: ConversationRow, holdAssistant: boolean, nowMs: number): Step => {
  const isDoubtful = message.status === 'sending' || message.status === 'unknown';
  const doubt = isDoubtful ? doubtfulStep(message, nowMs) : pass;
  if (doubt.step !== 'pass') return doubt;
  // Whether an `unknown` message left is still not known after a take-over: it is not resent, and not called cancelled.
  if (mayNotLeave(message, conversation)) return drop(isDoubtful ? 'unknown' : 'cancelled', 'conversation.taken_over');
  if (holdAssistant && message.author_kind === 'assistant') return pass;
  const isLater = message.next_attempt_at !== null && message.next_attempt_at > nowMs;
  return isLater ? { step: 'wait', at: message.next_attempt_at } : { step: 'claim' };
};

/** Its sender looks as soon as it is done, and another process has no other way to hear of it. */
const lookAgainMs = ({ status }: MessageRow, at: number | null, nowMs: number): number => {
  const untilMs = at === null ? sendingLookMs : at - nowMs;
  return status === 'sending' ? Math.min(sendingLookMs, untilMs) : untilMs;
};

const columnsOf = (row: MessageRow): DeliveryColumns & { id: string } => ({
  id: row.id,
  status: row.status,
  status_reason: row.status_reason,
  status_at: row.status_at,
  attempts: row.attempts,
  external_id: row.external_id,
  line_key: row.line_key,
  next_attempt_at: row.next_attempt_at,
  reconcile_until: row.reconcile_until,
});

/** Changes what a delivery may change about a message. */
export const moveMessage = (
  tx: TenantTx,
  row: MessageRow,
  changes: Partial<DeliveryColumns>,
): Promise<MessageRow | undefined> => tx.first(writeDelivery, { ...columnsOf(row), status_at: tx.nowMs, ...changes });

type Claimant = { readonly holdAssistant: boolean; readonly holder: string | null };

export const claimDelivery = async (
  tx: TenantTx,
  id: string,
  { holdAssistant, holder }: Claimant,
): Promise<DeliveryClaim> => {
  const conversation = await tx.first(conversationById, { id });
  if (conversation === undefined) return { kind: 'wait', untilMs: null };
  let lookAt: number | null = null;
  for (const message of await tx.rows(waitingLine, { conversationId: id, limit: mostSeen })) {
    const next = stepFor(message, conversation, holdAssistant, tx.nowMs);
    switch (next.step) {
      case 'drop':
        await leave(tx, message, next.status, next.reason);
        break;
      case 'pass':
        lookAt = tx.nowMs + heldLookMs;
        break;
      case 'wait':
        await noteDue(tx, conversation, next.at);
        return { kind: 'wait', untilMs: lookAgainMs(message, next.at, tx.nowMs) };
      case 'claim':
        return (await elsewhere(tx, conversation, holder)) ?? claimed(tx, conversation, message);
    }
  }
  await noteDue(tx, conversation, lookAt);
  return { kind: 'wait', untilMs: lookAt === null ? null : heldLookMs };
};

const leave = (tx: TenantTx, message: MessageRow, status: string, reason: string): Promise<MessageRow | undefined> =>
  moveMessage(tx, message, {
    status,
    status_reason: reason,
    line_key: null,
    next_attempt_at: null,
    reconcile_until: null,
  });

/** `null`: it may be sent from here. Its holder's sweeper finds it, should nobody tell. */
const elsewhere = async (
  tx: TenantTx,
  conversation: ConversationRow,
  claimant: string | null,
): Promise<DeliveryClaim | null> => {
  const holder = claimant === null ? null : await holderOf(tx, conversation.channel_id);
  if (holder === null || holder === claimant) return null;
  if ((conversation.deliver_due_at ?? Number.POSITIVE_INFINITY) > tx.nowMs) await noteDue(tx, conversation, tx.nowMs);
  return { kind: 'elsewhere', holder };
};

const claimed = async (tx: TenantTx, conversation: ConversationRow, message: MessageRow): Promise<DeliveryClaim> => {
  const row = await moveMessage(tx, message, {
    status: 'sending',
    attempts: message.attempts + 1,
    next_attempt_at: null,
    reconcile_until: tx.nowMs + sendingMs,
  });
  await noteDue(tx, conversation, tx.nowMs + sendingMs);
  if (row === undefined) throw new Error('a claimed message is gone');
  return { kind: 'claimed', message: toMessage(row) };
};

/** The sweeper looks at the line then; null: somebody is busy with it, or it is empty. */
const noteDue = async (tx: TenantTx, conversation: ConversationRow, due: number | null): Promise<void> => {
  if (conversation.deliver_due_at !== due) await tx.run(setDeliverDue, { id: conversation.id, due });
};

/** After something at the head of the line changed: when is the line worth looking at again? */
export const refreshDue = async (tx: TenantTx, conversationId: string): Promise<void> => {
  const [head] = await tx.rows(waitingLine, { conversationId, limit: 1 });
  if (head === undefined || (head.status !== 'queued' && head.reconcile_until === null))
    return clearDue(tx, conversationId);
  const due = head.status === 'queued' ? (head.next_attempt_at ?? tx.nowMs) : head.reconcile_until;
  await tx.run(setDeliverDue, { id: conversationId, due });
};

const clearDue = async (tx: TenantTx, conversationId: string): Promise<void> => {
  const conversation = await tx.first(conversationById, { id: conversationId });
  if (conversation !== undefined) await noteDue(tx, conversation, null);
};
