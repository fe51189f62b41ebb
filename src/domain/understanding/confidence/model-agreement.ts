/** A language model's choice beside what the engine makes of the same message. */
export type ModelChoice = {
  /** How sure the engine is of its own first answer. */
  readonly engine: number;
  /** 0: the very answer the engine would give; else the place of what it names among what the engine looked at, from 1. */
  readonly place: number;
  /** How sure the model says it is; null: it was not asked, or did not say. */
  readonly selfReport: number | null;
};

export type Agreed = {
  readonly confidence: number;
  /** The engine sees the choice so far down that no confidence makes up for it. */
  readonly maySend: boolean;
};

const lastPlausiblePlace = 3;

/** Of certainty, half the odds would be certainty still. */
const surest = 0.999_999;

const halvedOdds = (probability: number): number => {
  const odds = probability / (1 - Math.min(probability, surest)) / 2;
  return odds / (1 + odds);
};

/**
 * What is left of the engine's confidence once a model has chosen. Agreement adds nothing: a self-report may only lower it, and
 * another choice halves the odds of what is left and is sent only if the engine had it among its first three.
 */
export const agreedConfidence = ({ engine, place, selfReport }: ModelChoice): Agreed => {
  const reported = selfReport !== null && Number.isFinite(selfReport) ? selfReport : 1;
  const certain = Math.max(0, Math.min(engine, reported));
  return {
    confidence: place === 0 ? certain : halvedOdds(certain),
    maySend: place <= lastPlausiblePlace,
  };
};
