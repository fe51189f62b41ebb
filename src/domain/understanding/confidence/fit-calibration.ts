import type { Calibration } from '../engine-constants.js';
import { logit, sigmoid } from './logit.js';

/** A probability that was stated, and whether the answer was right after all. */
export type Observation = { readonly probability: number; readonly isRight: boolean; readonly weight: number };

/** Where the line lies before anything is observed, and how sure of that we are. */
export type CalibrationPrior = Calibration & { readonly slopeSpread: number; readonly shiftSpread: number };

const mostSteps = 60;
const enough = 1e-7;

/** Slopes and curvature of the log posterior in both parameters. */
type Surface = readonly [gSlope: number, gShift: number, hSlope: number, hShift: number, hBoth: number];

const surfaceAt = (
  { slope, shift }: Calibration,
  observations: readonly Observation[],
  prior: CalibrationPrior,
): Surface => {
  let gSlope = (slope - prior.slope) / prior.slopeSpread ** 2;
  let gShift = (shift - prior.shift) / prior.shiftSpread ** 2;
  let hSlope = 1 / prior.slopeSpread ** 2;
  let hShift = 1 / prior.shiftSpread ** 2;
  let hBoth = 0;
  for (const { probability, isRight, weight } of observations) {
    const odds = logit(probability);
    const stated = sigmoid(slope * odds + shift);
    const miss = weight * (stated - (isRight ? 1 : 0));
    const bend = weight * Math.max(1e-6, stated * (1 - stated));
    gSlope += miss * odds;
    gShift += miss;
    hSlope += bend * odds * odds;
    hShift += bend;
    hBoth += bend * odds;
  }
  return [gSlope, gShift, hSlope, hShift, hBoth];
};

/** What is made as small as possible: how unlikely the observations are on a line, and how far that lies from the prior. */
const missOf = (
  { slope, shift }: Calibration,
  observations: readonly Observation[],
  prior: CalibrationPrior,
): number => {
  let miss =
    ((slope - prior.slope) / prior.slopeSpread) ** 2 / 2 + ((shift - prior.shift) / prior.shiftSpread) ** 2 / 2;
  for (const { probability, isRight, weight } of observations) {
    const odds = slope * logit(probability) + shift;
    const against = isRight ? -odds : odds;
    miss += weight * (Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against))));
  }
  return miss;
};

const shortestStep = 1e-6;

/**
 * The likeliest line (maximum a posteriori), by Newton's method: with few observations it stays near the prior. A step that leads
 * uphill is halved: where many contradict what was stated with certainty, the curvature promises more than it keeps.
 */
export const fitCalibration = (observations: readonly Observation[], prior: CalibrationPrior): Calibration => {
  let line: Calibration = { slope: prior.slope, shift: prior.shift };
  let miss = missOf(line, observations, prior);
  for (let step = 0; step < mostSteps; step += 1) {
    const [gSlope, gShift, hSlope, hShift, hBoth] = surfaceAt(line, observations, prior);
    const area = hSlope * hShift - hBoth * hBoth;
    const slopeStep = (hShift * gSlope - hBoth * gShift) / area;
    const shiftStep = (hSlope * gShift - hBoth * gSlope) / area;
    if (Math.abs(slopeStep) + Math.abs(shiftStep) < enough) break;
    let share = 1;
    let next = line;
    let nextMiss = miss;
    do {
      next = { slope: line.slope - share * slopeStep, shift: line.shift - share * shiftStep };
      nextMiss = missOf(next, observations, prior);
      share /= 2;
    } while (nextMiss > miss && share > shortestStep);
    line = next;
    miss = nextMiss;
  }
  return line;
};

export const calibrated = (probability: number, { slope, shift }: Calibration): number =>
  sigmoid(slope * logit(probability) + shift);
