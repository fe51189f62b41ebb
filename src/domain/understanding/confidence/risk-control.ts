import { lowestPlausibleShare } from './clopper-pearson.js';
import type { Judged } from './reliability.js';

/** Below this many judged answers above the threshold, the calibration is a better witness than their share. */
export const fewestJudged = 60;
/** Nothing is sent below certainty: the last threshold tried. */
const strictest = 0.99;

/**
 * The threshold that is in force: the tenant's own, or the smallest one above it at which the judged answers prove, with 95 %
 * certainty, that at least the promised share is right. Where none proves it, the strictest.
 */
export const effectiveThreshold = (judged: readonly Judged[], threshold: number): number => {
  const above = judged.filter((each) => each.confidence >= threshold);
  if (above.length < fewestJudged) return threshold;
  const steps = [threshold, ...above.map((each) => each.confidence)].sort((a, b) => a - b);
  const proven = [...new Set(steps)].find((step) => {
    const sent = above.filter((each) => each.confidence >= step);
    return lowestPlausibleShare(sent.filter((each) => each.isRight).length, sent.length) >= threshold;
  });
  return proven ?? Math.max(threshold, strictest);
};
