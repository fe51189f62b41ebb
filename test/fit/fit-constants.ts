import { probabilitiesOf } from '#domain/understanding/combiner';
import { fitCalibration, type Observation } from '#domain/understanding/confidence/fit-calibration';
import type { Calibration, EngineConstants } from '#domain/understanding/engine-constants';
import { type Evidence, peakOf } from '#domain/understanding/evidence';
import type { DataSets } from '#test/support/nlp/data-sets';
import { playEpisode, type Question, type Source } from './episodes.js';
import { fitCombiner } from './fit-combiner.js';
import { learnVectors } from './word-vectors.js';

/** Examples per label of the made-up tenants: what the weights are fitted on, and what the calibration is. */
const weightShots = [3, 5, 5, 8, 10, 20];
const planeShots = [40, 100];
const priorShots = [3, 5, 5, 8];

/** What would be left of the evidence if the SVM spoke alone. */
export const planesAlone = ({ scores, globals, labelCount }: Evidence): Evidence => ({
  scores: scores.slice(0, 1),
  globals: Float64Array.of(...globals.slice(0, 3), ...globals.slice(-2)),
  labelCount,
});

const observe = ({ evidence, right }: Question, constants: EngineConstants): Observation => {
  const best = peakOf(probabilitiesOf(evidence, constants.combined).slice(0, -1));
  return { probability: best.top, isRight: best.at === right, weight: 1 };
};

/** Everything a model starts from, from the given sets alone: a set that is left out may be measured on. */
export const fitConstants = (sets: DataSets, allowed: readonly Source[], fit: string): EngineConstants => {
  const nothing = { labels: [], none: [] };
  const vectors = learnVectors(sets, allowed);
  const unfitted = { fit, vectors, combined: nothing, planes: nothing, prior: { slope: 1, shift: 0 }, outOfScope: 0 };
  const played = (shots: readonly number[], firstSeed: number): readonly Question[] =>
    allowed.flatMap((source) =>
      shots.flatMap((each, at) => playEpisode(sets, unfitted, { source, allowed, shots: each, seed: firstSeed + at })),
    );
  const combined = fitCombiner(played(weightShots, 1));
  const large = played(planeShots, 11).map(({ evidence, right }) => ({ evidence: planesAlone(evidence), right }));
  const weighted: EngineConstants = { ...unfitted, combined, planes: fitCombiner(large) };
  // Tenants that the weights were not fitted on.
  const fresh = played(priorShots, 21);
  const wide = { slope: 1, shift: 0, slopeSpread: 10, shiftSpread: 10 };
  const prior: Calibration = fitCalibration(
    fresh.map((question) => observe(question, weighted)),
    wide,
  );
  const strangers = fresh.filter(({ evidence, right }) => right === evidence.labelCount).length;
  return { ...weighted, prior, outOfScope: strangers / fresh.length };
};
