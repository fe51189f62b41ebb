import type { CombinerWeights } from './engine-constants.js';
import type { Evidence } from './evidence.js';

/**
 * Conditional logit over the labels and one more option, "none of these": p(label) = exp(w·s) / (Σ exp(w·s) + exp(v·g)).
 * The last of the probabilities is that option's.
 */
export const probabilitiesOf = (evidence: Evidence, weights: CombinerWeights): Float64Array => {
  const { scores, globals, labelCount } = evidence;
  const utilities = new Float64Array(labelCount + 1);
  scores.forEach((row, scorer) => {
    const weight = weights.labels[scorer] ?? 0;
    for (let label = 0; label < labelCount; label += 1)
      utilities[label] = (utilities[label] as number) + weight * (row[label] as number);
  });
  utilities[labelCount] = globals.reduce((sum, value, at) => sum + (weights.none[at] ?? 0) * value, 0);
  const highest = utilities.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  let total = 0;
  for (let at = 0; at <= labelCount; at += 1) {
    utilities[at] = Math.exp((utilities[at] as number) - highest);
    total += utilities[at] as number;
  }
  return utilities.map((value) => value / total);
};
