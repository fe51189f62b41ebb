import type { ModelFailure } from '#domain/assistant/decision';
import type { Verdict } from '#domain/assistant/verdict';
import type { EscalationReason } from '#domain/conversation/conversation';

/** What happened in a turn that may call a person. */
export type Triggers = {
  readonly customerAsked: boolean;
  readonly keyword: boolean;
  readonly anger: boolean;
  /** The model understood that this is not for it. */
  readonly gaveUp: boolean;
  readonly unreadable: boolean;
  /** This turn and the one before it gave the customer no answer. */
  readonly misunderstoodTwice: boolean;
  readonly failure: ModelFailure | null;
};

/**
 * Whether a person is called, and why (INB-2). What the customer said comes first; a veto counts whatever the confidence,
 * so a fluent model cannot buy its way past the guard.
 */
export const decideEscalation = (
  confidence: number,
  threshold: number,
  verdicts: readonly Verdict[],
  triggers: Triggers,
): EscalationReason | null => {
  const reasons: readonly (EscalationReason | false | null)[] = [
    triggers.keyword && 'keyword',
    triggers.customerAsked && 'customer_asked',
    triggers.anger && 'anger',
    triggers.failure,
    verdicts.some((verdict) => verdict.outcome === 'veto') && 'guard_refusal',
    triggers.unreadable && 'unreadable_message',
    triggers.misunderstoodTwice && 'repeated_misunderstanding',
    // Written so that a confidence that is not a number is low as well.
    (triggers.gaveUp || !(confidence >= threshold)) && 'low_confidence',
  ];
  return reasons.find((reason): reason is EscalationReason => typeof reason === 'string') ?? null;
};
