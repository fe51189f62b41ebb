import { logit } from './logit.js';

const lowest = 0.05;
const highest = 0.6;
const fewest = 50;
const mostRounds = 100;

/**
 * The share of questions this tenant has no answer to, from what the model said of the latest ones: the priors are re-estimated
 * by expectation–maximisation (Saerens, Latinne & Decaestecker 2002).
 * @param none P(none of these) of each question. @param fitted the share under which the model was fitted.
 */
export const outOfScopeShare = (none: readonly number[], fitted: number): number => {
  if (none.length < fewest) return fitted;
  let share = fitted;
  for (let round = 0; round < mostRounds; round += 1) {
    const next =
      none.reduce((sum, probability) => {
        const out = (probability * share) / fitted;
        const own = ((1 - probability) * (1 - share)) / (1 - fitted);
        return sum + out / (out + own);
      }, 0) / none.length;
    const step = Math.abs(next - share);
    share = next;
    if (step < 1e-6) break;
  }
  return Math.min(highest, Math.max(lowest, share));
};

/** What the shift of the calibration gains or loses when out-of-scope questions are rarer or more frequent than at the fit. */
export const shiftForShare = (share: number, fitted: number): number => logit(1 - share) - logit(1 - fitted);
