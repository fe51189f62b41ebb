import {
  type ConversationStanding,
  setDeliverDue,
  standingById,
} from '#adapters/store/sql/conversations/conversation-statements';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import type { MessageRow } from '#adapters/store/sql/schema';
import { holderOf } from '#adapters/store/sql/sessions/session-lease';
import { channelById } from '#adapters/store/sql/tenant/sql-channel-store';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { ClaimTerms, DeliveryClaim } from '#application/ports/message-store';
import type { CustomerId } from '#domain/shared/ids';
import {
  type DeliveryColumns,
  headOfLine,
  type MessageStanding,
  waitingLine,
  writeDelivery,
} from './message-statements.js';

/** More than ever waits in one conversation; if more does, the next claim sees the rest. */
export const mostSeen = 100;
/** When to look again at a message that is being sent by somebody: its sender looks as soon as it is done. */
export const sendingLookMs = 1_000;
/** How often the line is looked at while the kill switch holds it, if nobody says that the switch is off again. */
export const heldLookMs = 3_000;

type Step =
  | { readonly step: 'claim' }
  /** Nothing behind it moves before `at`; null: before its sender is done. */
  | { readonly step: 'wait'; readonly at: number | null }
  /** Who was sending it is gone, and did not say what became of it. */
  | { readonly step: 'orphaned' }
  /** It leaves the line. */
  | { readonly step: 'drop'; readonly status: 'cancelled' | 'unknown'; readonly reason: string }
  | { readonly step: 'pass' };

/** Asked by somebody who claims without any: it waits for its provider's word as long as a start would let it. */
export const noTerms: ClaimTerms = { heldForMs: 0, reconcileMs: 120_000, repeatable: [], holder: null };

const pass: Step = { step: 'pass' };
const drop = (status: 'cancelled' | 'unknown', reason: string): Step => ({ step: 'drop', status, reason });

/** For a message that was handed to a provider, or may have been: it holds the line until its window is over. */
const doubtfulStep = (message: MessageRow, nowMs: number): Step => {
  if (message.reconcile_until === null || message.reconcile_until > nowMs)
    return { step: 'wait', at: message.reconcile_until };
  if (message.status === 'sending') return { step: 'orphaned' };
  return message.sensitive === 1 ? drop('unknown', 'delivery.needs_person') : pass;
};

const mayNotLeave = (message: MessageRow, conversation: ConversationStanding): boolean =>
  message.author_kind === 'assistant' && (message.epoch < conversation.epoch || conversation.mode === 'human');

/** What is to be done about the next message of the line. Pure. */
export const stepFor = (
  message: MessageRow,
  conversation: ConversationStanding,
  holdAssistant: boolean,
  nowMs: number,
): Step => {
  const isDoubtful = message.status === 'sending' || message.status === 'unknown';
  const doubt = isDoubtful ? doubtfulStep(message, nowMs) : pass;
  if (doubt.step !== 'pass') return doubt;
  // Whether an `unknown` message left is still not known after a take-over: it is not resent, and not called cancelled.
  if (mayNotLeave(message, conversation)) return drop(isDoubtful ? 'unknown' : 'cancelled', 'conversation.taken_over');
  if (holdAssistant && message.author_kind === 'assistant') return pass;
  const isLater = message.next_attempt_at !== null && message.next_attempt_at > nowMs;
  return isLater ? { step: 'wait', at: message.next_attempt_at } : { step: 'claim' };
};

const columnsOf = (row: MessageStanding): DeliveryColumns & { id: string } => ({
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

/** Changes what a delivery may change about a message. Resolves to the row as it is then, `undefined` if it is gone. */
export const moveMessage = async <R extends MessageStanding>(
  tx: TenantTx,
  row: R,
  changes: Partial<DeliveryColumns>,
): Promise<R | undefined> => {
  const moved = { ...columnsOf(row), status_at: tx.nowMs, ...changes };
  return (await tx.run(writeDelivery, moved)) === 0 ? undefined : { ...row, ...moved };
};

/**
 * What was being sent may have left. It waits for the provider's word like any other that may have; where sending twice is as good
 * as once, it is as if nothing had been tried.
 */
export const adopted = (
  kind: string | undefined,
  { reconcileMs, repeatable }: ClaimTerms,
  nowMs: number,
): Partial<DeliveryColumns> =>
  repeatable.some((each) => each === kind)
    ? { status: 'queued', next_attempt_at: null, reconcile_until: null }
    : { status: 'unknown', status_reason: 'delivery.process_ended', reconcile_until: nowMs + reconcileMs };

const adopt = async (tx: TenantTx, message: MessageRow, terms: ClaimTerms): Promise<void> => {
  const channel = await tx.first(channelById, { id: message.channel_id });
  await moveMessage(tx, message, adopted(channel?.kind, terms, tx.nowMs));
};

export const claimDelivery = async (
  tx: TenantTx,
  id: string,
  holdAssistant: boolean,
  terms: ClaimTerms | null,
): Promise<DeliveryClaim> => {
  const conversation = await tx.first(standingById, { id });
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
      case 'orphaned':
        await adopt(tx, message, terms ?? noTerms);
        return claimDelivery(tx, id, holdAssistant, terms);
      case 'wait':
        await noteDue(tx, conversation, next.at);
        return {
          kind: 'wait',
          untilMs: message.status === 'sending' ? sendingLookMs : (next.at ?? tx.nowMs) - tx.nowMs,
        };
      case 'claim':
        return claimed(tx, conversation, message, terms);
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
  conversation: ConversationStanding,
  terms: ClaimTerms | null,
): Promise<DeliveryClaim | null> => {
  const claimant = terms?.holder ?? null;
  const holder = claimant === null ? null : await holderOf(tx, conversation.channel_id);
  if (holder === null || holder === claimant) return null;
  if ((conversation.deliver_due_at ?? Number.POSITIVE_INFINITY) > tx.nowMs) await noteDue(tx, conversation, tx.nowMs);
  return { kind: 'elsewhere', holder };
};

const claimed = async (
  tx: TenantTx,
  conversation: ConversationStanding,
  message: MessageRow,
  terms: ClaimTerms | null,
): Promise<DeliveryClaim> => {
  const others = await elsewhere(tx, conversation, terms);
  if (others !== null) return others;
  const heldUntil = terms === null ? null : tx.nowMs + terms.heldForMs;
  const row = await moveMessage(tx, message, {
    status: 'sending',
    attempts: message.attempts + 1,
    next_attempt_at: null,
    reconcile_until: heldUntil,
  });
  await noteDue(tx, conversation, heldUntil);
  if (row === undefined) throw new Error('a claimed message is gone');
  const { customer_id, last_inbound_at } = conversation;
  return {
    kind: 'claimed',
    message: toMessage(row),
    customerId: customer_id as CustomerId,
    lastInboundAt: last_inbound_at === null ? null : new Date(last_inbound_at),
  };
};

/** The sweeper looks at the line then; null: who is busy with it looks at it himself, or it is empty. */
const noteDue = async (tx: TenantTx, conversation: ConversationStanding, due: number | null): Promise<void> => {
  if (conversation.deliver_due_at !== due) await tx.run(setDeliverDue, { id: conversation.id, due });
};

/** After something at the head of the line changed: when is the line worth looking at again? `false`: nothing is in it. */
export const refreshDue = async (tx: TenantTx, conversationId: string): Promise<boolean> => {
  const head = await tx.first(headOfLine, { conversationId });
  await tx.run(setDeliverDue, { id: conversationId, due: head === undefined ? null : dueOf(head, tx.nowMs) });
  return head !== undefined;
};

export const dueOf = (head: MessageStanding, nowMs: number): number | null =>
  head.status === 'queued' ? (head.next_attempt_at ?? nowMs) : head.reconcile_until;
