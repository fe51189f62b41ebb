import { probabilitiesOf } from './combiner.js';
import { CoreWords } from './core-words.js';
import type { EngineConstants, EvidenceKind } from './engine-constants.js';
import { type Evidence, peakOf } from './evidence.js';
import { type Reading, readText } from './features.js';
import { type Supports, trainSvm } from './linear-svm.js';
import { MeantWords } from './meant-words.js';
import { NearestExamples } from './nearest-examples.js';
import { type RowMatrix, rowMatrix } from './row-matrix.js';
import { SvmPlanes } from './svm-planes.js';
import { type SynonymGroups, Synonyms } from './synonyms.js';
import { type SparseVector, Vectoriser } from './vectoriser.js';
import { WordStatistics } from './word-statistics.js';
import { isSilent, NearestDirections, unpackedVectors, type WordVectors } from './word-vectors.js';

/** A text and what it asks for. */
export type Example = { readonly text: string; readonly label: string };

export type Ranked = { readonly label: string; readonly probability: number };

/** Every label, best first, and how likely it is that none of them is meant. */
export type Ranking = { readonly kind: EvidenceKind; readonly ranked: readonly Ranked[]; readonly none: number };

/** All that a model is made of: with it the same model is built anywhere, without solving anything again. */
export type Trained = {
  readonly examples: readonly Example[];
  readonly synonyms: SynonymGroups;
  readonly supports: readonly Supports[];
};

/** Beyond this many examples the SVM speaks alone: the others would look at every one of them for each message. */
const mostForAllScorers = 2_000;

const cost = 2;
const rounds = 15;
/** What the direction of a text counts beside its own words and letters. */
const directionShare = 0.7;

/** A text as all scorers take it. */
type Asked = { readonly words: readonly string[]; readonly vector: SparseVector; readonly direction: Float64Array };

/** The examples in numbers, and how a question is put into the same numbers. */
class Material {
  readonly labels: readonly string[];
  readonly labelOf: Int32Array;
  readonly isLarge: boolean;
  readonly asked: readonly Asked[];
  readonly matrix: RowMatrix;
  readonly #synonyms: Synonyms;
  readonly #meant: MeantWords;
  readonly #vectoriser: Vectoriser;
  readonly #vectors: WordVectors;

  constructor(examples: readonly Example[], groups: SynonymGroups, constants: EngineConstants, isLarge: boolean) {
    this.isLarge = isLarge;
    this.labels = [...new Set(examples.map((example) => example.label))].sort();
    const numbers = new Map(this.labels.map((label, at) => [label, at]));
    this.labelOf = Int32Array.from(examples, ({ label }) => numbers.get(label) ?? 0);
    this.#synonyms = new Synonyms(groups);
    this.#vectors = unpackedVectors(constants);
    this.#meant = new MeantWords(
      examples.map(({ text }) => text),
      this.#vectors,
    );
    const readings = examples.map(({ text }) => readText(text, this.#synonyms));
    const documents = readings.map((reading) => reading.features);
    this.#vectoriser = new Vectoriser(documents, isLarge ? 2 : 1);
    this.asked = readings.map((reading) => this.#numbered(reading));
    const vectors = this.asked.map(({ vector }) => vector);
    this.matrix = rowMatrix(vectors, this.#vectoriser.size + this.#vectors.dimensions);
  }

  numbered(text: string): Asked {
    return this.#numbered(readText(text, this.#synonyms, (word) => this.#meant.meant(word)));
  }

  get features(): number {
    return this.#vectoriser.size;
  }

  /** What public questions say of a word, else what the tenant's own do: other languages have words of their own. */
  rarityOf(word: string, own: WordStatistics): number {
    return this.#vectors.rarityOf(word) ?? own.rarity(word);
  }

  #numbered({ words, features }: Reading): Asked {
    const vector = this.#vectoriser.vectorOf(features);
    const direction = this.#vectors.directionOf(words);
    // Large sets tell by themselves which words are alike.
    const isPlain = this.isLarge || isSilent(direction);
    return { words, direction, vector: isPlain ? vector : this.#widened(vector, direction) };
  }

  #widened({ indices, values }: SparseVector, direction: Float64Array): SparseVector {
    const wide = {
      indices: new Int32Array(indices.length + direction.length),
      values: new Float64Array(indices.length + direction.length),
    };
    wide.indices.set(indices);
    wide.values.set(values);
    for (let at = 0; at < direction.length; at += 1) {
      wide.indices[indices.length + at] = this.#vectoriser.size + at;
      wide.values[indices.length + at] = directionShare * (direction[at] as number);
    }
    return wide;
  }
}

/** The share of the scorers that see the same label first. */
const agreement = (rows: readonly Float64Array[]): number => {
  const tops = rows.map((row) => peakOf(row).at);
  return tops.filter((top) => top === tops[0]).length / tops.length;
};

const globalsOf = (values: readonly number[], words: readonly string[], labels: number): Float64Array =>
  Float64Array.of(1, ...values, Math.log(1 + new Set(words).size), Math.log(labels));

const topOf = (scores: Float64Array): number => peakOf(scores).top;

/** Ranks the labels of a text. Pure: the same model and text give the same figures anywhere. */
export class TrainedModel {
  readonly trained: Trained;
  readonly labels: readonly string[];
  readonly #constants: EngineConstants;
  readonly #material: Material;
  readonly #planes: SvmPlanes;
  readonly #words: WordStatistics;
  readonly #directions: NearestDirections;
  readonly #nearest: NearestExamples | null;
  readonly #core: CoreWords | null;

  private constructor(trained: Trained, constants: EngineConstants, material: Material) {
    const { labels, labelOf, matrix, asked, isLarge } = material;
    const count = labels.length;
    const words = asked.map((each) => each.words);
    const directions = asked.map((each) => each.direction);
    this.trained = trained;
    this.labels = labels;
    this.#constants = constants;
    this.#material = material;
    this.#planes = new SvmPlanes(matrix, trained.supports);
    this.#words = new WordStatistics(words, labelOf, count);
    this.#directions = new NearestDirections(directions, labelOf, count);
    this.#nearest = isLarge ? null : new NearestExamples(matrix, labelOf, count);
    const rarityOf = (word: string): number => material.rarityOf(word, this.#words);
    this.#core = isLarge ? null : new CoreWords(words, labelOf, count, rarityOf);
  }

  /** @param isLarge whether to do without looking at every example for each message. */
  static train(
    examples: readonly Example[],
    constants: EngineConstants,
    synonyms: SynonymGroups = [],
    isLarge = examples.length > mostForAllScorers,
  ): TrainedModel {
    const material = new Material(examples, synonyms, constants, isLarge);
    const supports = trainSvm(material.matrix, material.labelOf, material.labels.length, { cost, rounds });
    return new TrainedModel({ examples, synonyms, supports }, constants, material);
  }

  /** The model that was trained before: nothing is solved again. */
  static restore(trained: Trained, constants: EngineConstants): TrainedModel {
    const { examples, synonyms } = trained;
    const material = new Material(examples, synonyms, constants, examples.length > mostForAllScorers);
    return new TrainedModel(trained, constants, material);
  }

  /** An estimate of what the model holds in memory. */
  get bytes(): number {
    return this.#planes.bytes + 36 * this.#material.matrix.indices.length + 200 * this.#material.features;
  }

  rank(text: string): Ranking {
    const evidence = this.evidenceOf(text);
    const probabilities = probabilitiesOf(evidence, this.#constants.kinds[evidence.kind].weights);
    const ranked = this.labels
      .map((label, at) => ({ label, probability: probabilities[at] as number }))
      .sort((a, b) => b.probability - a.probability);
    return { kind: evidence.kind, ranked, none: probabilities[this.labels.length] as number };
  }

  evidenceOf(text: string): Evidence {
    const asked = this.#material.numbered(text);
    const planes = this.#planes.scores(asked.vector);
    return this.#nearest === null || this.#core === null
      ? this.#ofLarge(asked, planes)
      : this.#ofAll(asked, planes, this.#nearest, this.#core);
  }

  #ofAll(
    { words, vector, direction }: Asked,
    planes: Float64Array,
    examples: NearestExamples,
    core: CoreWords,
  ): Evidence {
    const { best, topThree, mean } = examples.nearness(vector);
    const { bm25, coverage, bayes } = this.#words.evidence(words);
    const { said, missed } = core.evidence(words);
    const lexical = [planes, best, topThree, mean, bm25, coverage, bayes];
    const isLexical = isSilent(direction);
    const { centre, best: nearest } = this.#directions.nearness(direction);
    const scorers = isLexical ? lexical : [...lexical, centre, nearest];
    const [plane, cosine] = [peakOf(planes), peakOf(best)];
    const tops = [plane.top, plane.gap, cosine.top, cosine.gap, topOf(mean), topOf(bm25), topOf(coverage), topOf(said)];
    const ofDirections = isLexical ? [] : [topOf(centre), topOf(nearest)];
    const globals = [...tops, this.#words.known(words), agreement(scorers), ...ofDirections];
    const labelCount = this.labels.length;
    const kind = isLexical ? 'lexical' : 'combined';
    const scores = [...scorers, said, missed];
    return { kind, scores, globals: globalsOf(globals, words, labelCount), labelCount };
  }

  #ofLarge({ words, direction }: Asked, planes: Float64Array): Evidence {
    const { top, gap } = peakOf(planes);
    const centre = this.#directions.toCentres(direction);
    const globals = globalsOf([top, gap, topOf(centre), this.#words.known(words)], words, planes.length);
    return { kind: 'large', scores: [planes, centre], globals, labelCount: planes.length };
  }
}
