import type { Observation } from './fit-calibration.js';

/** What a person's deed said about an answer: a correction (wrong), a tap on a suggestion or an approval (right). */
export type LiveLabel = { readonly probability: number; readonly isRight: boolean; readonly at: Date };

const halfLifeDays = 90;
const dayMs = 86_400_000;

/** A label counts half after each 90 days: what was true of an older catalogue may be true no more. */
export const observationsFromLabels = (labels: readonly LiveLabel[], now: Date): readonly Observation[] =>
  labels.map(({ probability, isRight, at }) => {
    const ageDays = Math.max(0, now.getTime() - at.getTime()) / dayMs;
    return { probability, isRight, weight: 0.5 ** (ageDays / halfLifeDays) };
  });
