import type { Ranked } from '../trained-model.js';
import { logit, sigmoid } from './logit.js';

/** What a language model chose, and how sure it says it is (null: it was not asked, or did not say). */
export type ModelChoice = { readonly label: string; readonly selfReport: number | null };

export type Agreed = {
  readonly confidence: number;
  /** The engine sees the choice so far down that no confidence makes up for it. */
  readonly maySend: boolean;
};

const lastPlausibleRank = 3;

/**
 * What is left of the engine's confidence once a model has chosen. Agreement adds nothing: a self-report may only lower it, and
 * a different choice halves the odds and is sent only if the engine had it among its first three.
 * @param ranked the engine's labels with calibrated confidences, best first.
 */
export const agreedConfidence = (ranked: readonly Ranked[], choice: ModelChoice): Agreed => {
  const place = ranked.findIndex((each) => each.label === choice.label);
  const [best] = ranked;
  if (best === undefined || place < 0) return { confidence: 0, maySend: false };
  const engine = place === 0 ? best.probability : sigmoid(logit(best.probability) + Math.log(0.5));
  const reported = choice.selfReport !== null && Number.isFinite(choice.selfReport) ? choice.selfReport : 1;
  return {
    confidence: Math.max(0, Math.min(engine, reported)),
    maySend: place < lastPlausibleRank,
  };
};
