import { calibrated } from './confidence/fit-calibration.js';
import { type JudgedAnswer, observationsFromJudged } from './confidence/judged-answers.js';
import { type OwnObservation, observationsFromExamples } from './confidence/own-examples.js';
import type { Judged } from './confidence/reliability.js';
import {
  confidenceOf,
  exactConfidence,
  forRecentTraffic,
  type TenantCalibration,
  tenantCalibration,
} from './confidence/tenant-calibration.js';
import type { Calibration, EngineConstants, EvidenceKind, JointWeights } from './engine-constants.js';
import { jointConfidence } from './joint-confidence.js';
import type { SynonymGroups } from './synonyms.js';
import { canonicalText } from './text/words.js';
import { type Example, type Ranking, type Trained, TrainedModel } from './trained-model.js';

/** What a tenant's model is trained on. */
export type Material = {
  readonly examples: readonly Example[];
  readonly synonyms: SynonymGroups;
  /** What people's deeds said of earlier answers. */
  readonly judged?: readonly JudgedAnswer[];
};

/** All that is kept of a training: what the model is made of, and what its figures are worth to this tenant. */
export type Learnt = {
  readonly trained: Trained;
  readonly calibration: TenantCalibration;
  /** How the tenant's own examples fared when they were asked of models that had not seen them: a first look at its figures. */
  readonly own: readonly Judged[];
};

/** One thing the customer may mean, and P(a careful agent would answer with it). */
export type Meant = { readonly label: string; readonly confidence: number; readonly isExact: boolean };

/** Two answers have this very phrasing: a person has to say which. */
const ambiguousConfidence = 0.6;

/** Trains and calibrates from nothing but the material: seconds of work, so it belongs into a worker. */
export const learn = ({ examples, synonyms, judged = [] }: Material, constants: EngineConstants): Learnt => {
  const train = (some: readonly Example[]): TrainedModel => TrainedModel.train(some, constants, synonyms);
  const observations = observationsFromExamples(examples, train);
  const model = train(examples);
  const calibration = tenantCalibration(constants, observations, observationsFromJudged(judged, model));
  return { trained: model.trained, calibration, own: judgedOwn(observations, calibration) };
};

/** More would be kept than is ever drawn. */
const mostOwn = 2_000;
const digits = 3;

const judgedOwn = (observations: readonly OwnObservation[], lines: TenantCalibration): readonly Judged[] => {
  const stride = Math.ceil(observations.length / mostOwn);
  return observations
    .filter((_, at) => at % stride === 0)
    .map(({ probability, kind, isRight, weight }) => ({
      confidence: Number(calibrated(probability, lines[kind]).toFixed(digits)),
      isRight,
      weight,
    }));
};

/** A tenant's trained model with what its figures mean. */
export class TenantUnderstanding {
  readonly model: TrainedModel;
  readonly #constants: EngineConstants;
  readonly #trainedLines: TenantCalibration;
  #calibration: TenantCalibration;
  readonly #joint: JointWeights;
  readonly #examplesEach: number;
  readonly #exactly = new Map<string, ReadonlySet<string>>();

  readonly own: readonly Judged[];
  /** The message is ranked once, whoever asks of it. */
  #last: { readonly text: string; readonly ranking: Ranking } | null = null;

  /** @param none P(none of the answers) of the latest questions: what customers ask moves what the figures mean. */
  constructor({ trained, calibration, own }: Learnt, constants: EngineConstants, none: readonly number[] = []) {
    this.model = TrainedModel.restore(trained, constants);
    this.own = own;
    this.#constants = constants;
    this.#trainedLines = calibration;
    this.#calibration = calibration;
    this.hear(none);
    this.#joint = constants.joint;
    this.#examplesEach = trained.examples.length / Math.max(1, this.model.labels.length);
    for (const { text, label } of trained.examples) {
      const key = canonicalText(text);
      if (key !== '') this.#exactly.set(key, new Set([...(this.#exactly.get(key) ?? []), label]));
    }
  }

  /** What the latest questions say about those to come. */
  hear(none: readonly number[]): void {
    const shifted = (kind: EvidenceKind): Calibration =>
      forRecentTraffic(this.#trainedLines[kind], none, this.#constants);
    this.#calibration = { combined: shifted('combined'), lexical: shifted('lexical'), large: shifted('large') };
  }

  /** How sure the engine is of an answer that its word lists and this model see so; 0: one of them does not see it at all. */
  jointly(byWords: number, byModel: number): number {
    return jointConfidence(byWords, byModel, this.#examplesEach, this.#joint);
  }

  /** P(no answer of the tenant's fits). */
  noneOf(text: string): number {
    return this.#ranked(text).none;
  }

  #ranked(text: string): Ranking {
    if (this.#last?.text !== text) this.#last = { text, ranking: this.model.rank(text) };
    return this.#last.ranking;
  }

  /** The likeliest meanings of a text, best first. */
  meanings(text: string, most: number): readonly Meant[] {
    const exact = this.#exactly.get(canonicalText(text)) ?? new Set<string>();
    const { kind, ranked } = this.#ranked(text);
    const line = this.#calibration[kind];
    const sure = exact.size === 1 ? exactConfidence : ambiguousConfidence;
    const named = [...exact].map((label) => ({ label, confidence: sure, isExact: true }));
    const others = ranked
      .filter(({ label }) => !exact.has(label))
      .slice(0, most)
      .map(({ label, probability }) => ({ label, confidence: confidenceOf(probability, line, false), isExact: false }));
    return [...named, ...others].slice(0, most);
  }
}
