import type { TurnId } from '#domain/shared/ids';
import type { AnswerLabel } from '#domain/understanding/confidence/answer-label';

/** What people's deeds said about the assistant's answers. */
export interface AnswerLabels {
  /** In place of an earlier one of the same turn. Forgets all but the newest `labelsKept`. */
  save(label: AnswerLabel): Promise<void>;
  find(turnId: TurnId): Promise<AnswerLabel | null>;
  /** Newest first. */
  newest(limit: number): Promise<readonly AnswerLabel[]>;
}
