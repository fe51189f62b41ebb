import { calibrationError, type Judged, type ReliabilityBin, reliabilityBins, thresholdTable } from './reliability.js';
import { effectiveThreshold, fewestJudged } from './risk-control.js';

/** `labels`: what people judged. `examples`: the tenant's own questions asked without having been learnt, and its exam. */
export type ReliabilitySource = 'labels' | 'examples';

/** Shares of all the questions: answered without a person, and answered wrongly. */
export type CurvePoint = { readonly threshold: number; readonly answered: number; readonly wrong: number };

export type ReliabilityReport = {
  /** Judged answers so far, and how many it takes to be drawn from them alone. */
  readonly labels: number;
  readonly needed: number;
  readonly source: ReliabilitySource;
  readonly curve: readonly CurvePoint[];
  readonly bins: readonly ReliabilityBin[];
  /** How far confidence and truth lie apart on average; null: there is nothing to look at. */
  readonly error: number | null;
  /** The tenant's own threshold, and the one that answers are held against. */
  readonly threshold: number;
  readonly inForce: number;
};

const bins = 10;
const thresholds = Array.from({ length: 51 }, (_, step) => step / 50);

const curveOf = (judged: readonly Judged[]): readonly CurvePoint[] =>
  judged.length === 0
    ? []
    : thresholdTable(judged, thresholds).map(({ threshold, shareAnswered, precision }) => ({
        threshold,
        answered: shareAnswered,
        wrong: precision === null ? 0 : shareAnswered * (1 - precision),
      }));

/** What a tenant's figures are worth, from people's judgements where there are enough of them, else from a first look. */
export const reliabilityOf = (
  labels: readonly Judged[],
  examples: readonly Judged[],
  threshold: number,
): ReliabilityReport => {
  const isEnough = labels.length >= fewestJudged;
  const judged = isEnough ? labels : examples;
  return {
    labels: labels.length,
    needed: fewestJudged,
    source: isEnough ? 'labels' : 'examples',
    curve: curveOf(judged),
    bins: reliabilityBins(judged, bins).filter(({ count }) => count > 0),
    error: judged.length === 0 ? null : calibrationError(judged, bins),
    threshold,
    inForce: effectiveThreshold(labels, threshold),
  };
};
