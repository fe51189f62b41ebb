import { probabilitiesOf } from './combiner.js';
import type { EngineConstants } from './engine-constants.js';
import { type Evidence, peakOf } from './evidence.js';
import { type Reading, readText } from './features.js';
import { type Supports, trainSvm } from './linear-svm.js';
import { NearestExamples } from './nearest-examples.js';
import { type RowMatrix, rowMatrix } from './row-matrix.js';
import { SvmPlanes } from './svm-planes.js';
import { type SynonymGroups, Synonyms } from './synonyms.js';
import { type SparseVector, Vectoriser } from './vectoriser.js';
import { WordStatistics } from './word-statistics.js';
import { NearestDirections, WordVectors } from './word-vectors.js';

/** A text and what it asks for. */
export type Example = { readonly text: string; readonly label: string };

export type Ranked = { readonly label: string; readonly probability: number };

/** Every label, best first, and how likely it is that none of them is meant. */
export type Ranking = { readonly ranked: readonly Ranked[]; readonly none: number };

/** All that a model is made of: with it the same model is built anywhere, without solving anything again. */
export type Trained = {
  readonly examples: readonly Example[];
  readonly synonyms: SynonymGroups;
  readonly supports: readonly Supports[];
};

/** Beyond this many examples the SVM speaks alone: the others would look at every one of them for each message. */
export const mostForAllScorers = 2_000;

const cost = 2;
const rounds = 15;

type Material = {
  readonly synonyms: Synonyms;
  readonly labels: readonly string[];
  readonly labelOf: Int32Array;
  readonly readings: readonly Reading[];
  readonly vectoriser: Vectoriser;
  readonly matrix: RowMatrix;
};

const materialOf = (examples: readonly Example[], groups: SynonymGroups): Material => {
  const synonyms = new Synonyms(groups);
  const labels = [...new Set(examples.map((example) => example.label))].sort();
  const numbers = new Map(labels.map((label, at) => [label, at]));
  const labelOf = Int32Array.from(examples, ({ label }) => numbers.get(label) ?? 0);
  const readings = examples.map(({ text }) => readText(text, synonyms));
  const documents = readings.map((reading) => reading.features);
  const vectoriser = new Vectoriser(documents, examples.length > mostForAllScorers ? 2 : 1);
  const vectors = documents.map((features) => vectoriser.vectorOf(features));
  return { synonyms, labels, labelOf, readings, vectoriser, matrix: rowMatrix(vectors, vectoriser.size) };
};

/** Scorers that have nothing to say (vectors of unknown words) have no opinion to agree with. */
const agreement = (rows: readonly Float64Array[]): number => {
  const peaks = rows.map(peakOf).filter((peak) => peak.gap > 0);
  const [first] = peaks;
  return first === undefined ? 0 : peaks.filter((peak) => peak.at === first.at).length / rows.length;
};

/** Packed vectors are unpacked once for all models. */
const unpacked = new WeakMap<EngineConstants, WordVectors>();
const vectorsOf = (constants: EngineConstants): WordVectors => {
  const known = unpacked.get(constants) ?? new WordVectors(constants.vectors);
  unpacked.set(constants, known);
  return known;
};

/** The scorers that look at every example for each message. */
class ByExample {
  readonly #nearest: NearestExamples;
  readonly #words: WordStatistics;
  readonly #directions: NearestDirections;
  constructor({ labelOf, labels, matrix, readings }: Material, constants: EngineConstants) {
    const documents = readings.map((reading) => reading.words);
    this.#nearest = new NearestExamples(matrix, labelOf, labels.length);
    this.#words = new WordStatistics(documents, labelOf, labels.length);
    this.#directions = new NearestDirections(vectorsOf(constants), documents, labelOf, labels.length);
  }

  evidenceOf(reading: Reading, vector: SparseVector, planes: Float64Array): Evidence {
    const { best, topThree, mean } = this.#nearest.nearness(vector);
    const { bm25, coverage, bayes, known } = this.#words.evidence(reading.words);
    const directions = this.#directions.nearness(reading.words);
    const scores = [planes, best, topThree, mean, bm25, coverage, bayes, directions.centre, directions.best];
    const [plane, cosine] = [peakOf(planes), peakOf(best)];
    const tops = [mean, bm25, coverage, directions.centre, directions.best].map((row) => peakOf(row).top);
    const globals = [plane.top, plane.gap, cosine.top, cosine.gap, ...tops, known, agreement(scores)];
    return { scores, globals: globalsOf(globals, reading, planes.length), labelCount: planes.length };
  }
}

const globalsOf = (values: readonly number[], { words }: Reading, labels: number): Float64Array =>
  Float64Array.of(1, ...values, Math.log(1 + new Set(words).size), Math.log(labels));

/** Ranks the labels of a text. Pure: the same model and text give the same figures anywhere. */
export class TrainedModel {
  readonly trained: Trained;
  readonly labels: readonly string[];
  readonly #constants: EngineConstants;
  readonly #material: Material;
  readonly #planes: SvmPlanes;
  readonly #byExample: ByExample | null;

  constructor(trained: Trained, constants: EngineConstants, material = materialOf(trained.examples, trained.synonyms)) {
    this.trained = trained;
    this.labels = material.labels;
    this.#constants = constants;
    this.#material = material;
    this.#planes = new SvmPlanes(material.matrix, trained.supports);
    this.#byExample = trained.examples.length > mostForAllScorers ? null : new ByExample(material, constants);
  }

  static train(
    examples: readonly Example[],
    constants: EngineConstants,
    synonyms: SynonymGroups = [],
  ): TrainedModel {
    const material = materialOf(examples, synonyms);
    const supports = trainSvm(material.matrix, material.labelOf, material.labels.length, { cost, rounds });
    return new TrainedModel({ examples, synonyms, supports }, constants, material);
  }

  /** An estimate of what the model holds in memory. */
  get bytes(): number {
    return this.#planes.bytes + 24 * this.#material.matrix.indices.length + 200 * this.#material.vectoriser.size;
  }

  evidenceOf(text: string): Evidence {
    const reading = readText(text, this.#material.synonyms);
    const vector = this.#material.vectoriser.vectorOf(reading.features);
    const planes = this.#planes.scores(vector);
    if (this.#byExample !== null) return this.#byExample.evidenceOf(reading, vector, planes);
    const { top, gap } = peakOf(planes);
    return { scores: [planes], globals: globalsOf([top, gap], reading, planes.length), labelCount: planes.length };
  }

  rank(text: string): Ranking {
    const weights = this.#byExample === null ? this.#constants.planes : this.#constants.combined;
    const probabilities = probabilitiesOf(this.evidenceOf(text), weights);
    const ranked = this.labels
      .map((label, at) => ({ label, probability: probabilities[at] as number }))
      .sort((a, b) => b.probability - a.probability);
    return { ranked, none: probabilities[this.labels.length] as number };
  }
}
