import { probabilitiesOf } from '#domain/understanding/combiner';
import { fitCalibration, type Observation } from '#domain/understanding/confidence/fit-calibration';
import type {
  CombinerWeights,
  EngineConstants,
  EvidenceKind,
  KindConstants,
} from '#domain/understanding/engine-constants';
import { peakOf } from '#domain/understanding/evidence';
import type { PackedVectors } from '#domain/understanding/word-vectors';
import type { DataSets } from '#test/support/nlp/data-sets';
import { playEpisode, type Question, type Source, strangersAmong } from './episodes.js';
import { fitCombiner } from './fit-combiner.js';
import { fitJoint } from './fit-joint.js';
import { learnVectors } from './word-vectors.js';

/** Examples per label of the made-up tenants: what weights are fitted on, and what the worth of their probabilities is. */
const shots: Readonly<Record<EvidenceKind, { readonly fitted: readonly number[]; readonly fresh: readonly number[] }>> =
  {
    combined: { fitted: [3, 5, 5, 8, 10, 20], fresh: [3, 5, 5, 8] },
    lexical: { fitted: [3, 5, 5, 8, 10, 20], fresh: [3, 5, 5, 8] },
    large: { fitted: [40, 100], fresh: [80] },
  };

const even: KindConstants = { weights: { labels: [], none: [] }, prior: { slope: 1, shift: 0 } };
const unweighed = { words: 0, model: 1, examples: 0, shift: 0 };
const unfitted = { combined: even, lexical: even, large: even };
const noVectors: PackedVectors = { dimensions: 64, words: '', directions: '', lengths: '', rarities: '' };

const observe = ({ evidence, right }: Question, weights: CombinerWeights): Observation => {
  const best = peakOf(probabilitiesOf(evidence, weights).slice(0, -1));
  return { probability: best.top, isRight: best.at === right, weight: 1 };
};

/** Weights from some made-up tenants, the worth of their probabilities from others. */
const fitKind = (fitted: readonly Question[], fresh: readonly Question[]): KindConstants => {
  const weights = fitCombiner(fitted);
  const observed = fresh.map((question) => observe(question, weights));
  return { weights, prior: fitCalibration(observed, { slope: 1, shift: 0, slopeSpread: 10, shiftSpread: 10 }) };
};

/** Everything a model starts from, from the given sets alone: a set that is left out may be measured on. */
export const fitConstants = (sets: DataSets, allowed: readonly Source[], fit: string): EngineConstants => {
  const without = (source: Source): readonly Source[] => allowed.filter((each) => each !== source);
  // A tenant's words are strange to the shipped vectors: each source is asked with vectors that were not learnt on it.
  const strange = new Map(allowed.map((source) => [source, learnVectors(sets, without(source))]));
  const played = (kind: EvidenceKind, part: 'fitted' | 'fresh', firstSeed: number): readonly Question[] =>
    [...strange]
      .flatMap(([source, known]) =>
        shots[kind][part].flatMap((each, at) => {
          const vectors = kind === 'lexical' ? noVectors : known;
          const constants = { fit, vectors, kinds: unfitted, joint: unweighed, outOfScope: 0 };
          const options = { source, allowed, shots: each, seed: firstSeed + at, isLarge: kind === 'large' };
          return playEpisode(sets, constants, options);
        }),
      )
      .filter(({ evidence }) => evidence.kind === kind);
  const fitted = (kind: EvidenceKind): KindConstants => fitKind(played(kind, 'fitted', 1), played(kind, 'fresh', 21));
  const kinds = { combined: fitted('combined'), lexical: fitted('lexical'), large: fitted('large') };
  const rest = { fit, kinds, joint: unweighed, outOfScope: strangersAmong };
  const asStrangers = new Map([...strange].map(([source, vectors]) => [source, { ...rest, vectors }]));
  return { ...rest, vectors: learnVectors(sets, allowed), joint: fitJoint(sets, asStrangers, allowed) };
};
