import { actOfTarget } from '#domain/assistant/taught';
import type { Hypothesise } from './hypothesis.js';

/** An intent of the tenant's own, in other words than it was taught with. */
export const taughtIntent: Hypothesise = ({ intent }) =>
  intent === null ? null : { acts: [actOfTarget(intent.target)], confidence: intent.confidence };
