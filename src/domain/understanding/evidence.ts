import type { EvidenceKind } from './engine-constants.js';

/** What all scorers say of one text: a row of scores for each scorer, and what describes the question as a whole. */
export type Evidence = {
  readonly kind: EvidenceKind;
  readonly scores: readonly Float64Array[];
  readonly globals: Float64Array;
  readonly labelCount: number;
};

export type Peak = { readonly at: number; readonly top: number; readonly gap: number };

/** The best score, where it is and how far the second lies below. */
export const peakOf = (scores: Float64Array): Peak => {
  let at = 0;
  let top = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < scores.length; label += 1) {
    const score = scores[label] as number;
    if (score > top) {
      second = top;
      top = score;
      at = label;
    } else if (score > second) second = score;
  }
  return { at, top, gap: Number.isFinite(second) ? top - second : Math.max(0, top) };
};
