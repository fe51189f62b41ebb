import { logit, sigmoid } from './confidence/logit.js';
import type { JointWeights } from './engine-constants.js';

/** Who has not heard of an answer says little against it: beyond these doubts nothing is counted. */
const leastByWords = 0.02;
const leastByModel = 0.005;

const oddsWithin = (confidence: number, least: number): number =>
  logit(Math.min(1 - least, Math.max(least, confidence)));

/**
 * P(an answer is the right one), from what the word lists and what the trained model make of it. Neither outvotes the other: the
 * surer of the two alone was wrong too often about questions the tenant has no answer to.
 * @param examplesEach phrasings per answer: what both say is worth more or less with them.
 */
export const jointConfidence = (
  byWords: number,
  byModel: number,
  examplesEach: number,
  weights: JointWeights,
): number =>
  sigmoid(
    weights.shift +
      weights.examples * Math.log(Math.max(1, examplesEach)) +
      weights.words * oddsWithin(byWords, leastByWords) +
      weights.model * oddsWithin(byModel, leastByModel),
  );
