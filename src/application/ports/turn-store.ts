import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Conversation } from '#domain/conversation/conversation';
import type { Turn } from '#domain/conversation/turn';
import type { Lead } from '#domain/leads/lead';
import type { OrderRequest } from '#domain/orders/order-request';
import type { ConversationId, TurnId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import type { Suggestion } from '#domain/studio/suggestion';

export type TurnWritten =
  | 'written'
  /** The customer wrote again, or a person stepped in, while the turn was thinking: decide anew. */
  | 'moved'
  /** The lease is somebody else's by now: drop everything. */
  | 'lost_lease'
  /** This conversation already has a turn up to that number. */
  | 'exists';

/** What applying a turn changes besides its messages: computed by the domain from the turn and the conversation. */
export type TurnEffects = {
  /** The state after the turn; only `mode`, `escalation`, `dialogue` and `firstResponseAt` differ from before. */
  readonly conversation: Conversation;
  readonly order: OrderRequest | null;
  /** The form the customer filled in by chat. */
  readonly lead?: Lead | null;
  /** The pending order after the customer withdrew it. */
  readonly withdrawn: OrderRequest | null;
  readonly audit: readonly AuditDraft[];
  /** What a person is to send in its place. */
  readonly suggestion?: Suggestion | null;
};

/** When the next answer of the conversation is due: the customer wrote while this turn was being decided or applied. */
export type TurnApplied = { readonly nextDueInMs: number | null };

/** How the newest conversations were answered. */
export type AnswerFigures = {
  /** Conversations that got an answer. */
  readonly answered: number;
  /** Those of them no person was called into, nor stepped into. */
  readonly byAssistantAlone: number;
  /** Half of them had their first answer sooner; `null` when there were none. */
  readonly firstResponseMs: number | null;
};

/** The write-ahead records of what was decided. */
export interface TurnStore {
  /**
   * Until it is applied no other turn of the conversation can be claimed.
   * Writes the turn if the lease still holds and the conversation has not moved (inbound number and epoch as the turn says).
   */
  write(turn: Turn, fence: number): Promise<TurnWritten>;
  find(id: TurnId): Promise<Turn | null>;
  /**
   * Makes a decided turn real: queues its messages, stores its order, moves the conversation, marks what it answered, ends the
   * lease and marks the turn applied. Atomic or resumable; a second time changes nothing. If a person took over since the
   * turn was decided (the epoch moved), its messages are stored as cancelled and the conversation's mode stays.
   * @throws {StaleWrite} the conversation was saved meanwhile: read it and compute the effects anew.
   */
  apply(turn: Turn, effects: TurnEffects): Promise<TurnApplied>;
  /** Newest first: how the answers of a conversation came about. */
  page(conversationId: ConversationId, page: PageRequest): Promise<Page<Turn>>;
  /** Of conversations begun since then, the newest 1,000 at most: a figure for a glance, at a bounded cost. */
  answerFigures(since: Date): Promise<AnswerFigures>;
}
