import type { ConversationId, TenantId, TurnId } from '#domain/shared/ids';

/**
 * What somebody did about an answer. Right: an agent sent the suggestion as it was, approved the order, the customer picked it
 * from the choices or said thanks. Wrong: an agent corrected it, wrote something else, changed or refused the suggestion, or the
 * customer picked another choice.
 */
export type LabelSource =
  | 'corrected'
  | 'overtaken'
  | 'edited'
  | 'rejected'
  | 'sent'
  | 'tapped'
  | 'approved'
  | 'thanked';

/** What came of one turn's answer: how sure we were, and whether it was right. One for each turn; the last judgement counts. */
export type AnswerLabel = {
  readonly tenantId: TenantId;
  readonly turnId: TurnId;
  readonly conversationId: ConversationId;
  /** What the customer had written. */
  readonly asked: string;
  /** What the assistant would have answered with: see `proposedBy`. */
  readonly proposed: string;
  /** As it was stated then. */
  readonly confidence: number;
  readonly isRight: boolean;
  readonly source: LabelSource;
  readonly at: Date;
};

/** So many are kept of each tenant, the newest. */
export const labelsKept = 2_000;

const halfLifeDays = 90;
const dayMs = 86_400_000;

/** A label counts half after each 90 days: what was true of an older catalogue may be true no more. */
export const halfLifeWeight = (at: Date, now: Date): number =>
  0.5 ** (Math.max(0, now.getTime() - at.getTime()) / dayMs / halfLifeDays);
