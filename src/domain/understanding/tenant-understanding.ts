import { observationsFromExamples } from './confidence/own-examples.js';
import {
  confidenceOf,
  exactConfidence,
  type TenantCalibration,
  tenantCalibration,
} from './confidence/tenant-calibration.js';
import type { EngineConstants, JointWeights } from './engine-constants.js';
import { jointConfidence } from './joint-confidence.js';
import type { SynonymGroups } from './synonyms.js';
import { canonicalText } from './text/words.js';
import { type Example, type Trained, TrainedModel } from './trained-model.js';

/** What a tenant's model is trained on. */
export type Material = { readonly examples: readonly Example[]; readonly synonyms: SynonymGroups };

/** All that is kept of a training: what the model is made of, and what its figures are worth to this tenant. */
export type Learnt = { readonly trained: Trained; readonly calibration: TenantCalibration };

/** One thing the customer may mean, and P(a careful agent would answer with it). */
export type Meant = { readonly label: string; readonly confidence: number; readonly isExact: boolean };

/** Two answers have this very phrasing: a person has to say which. */
const ambiguousConfidence = 0.6;

/** Trains and calibrates from nothing but the material: seconds of work, so it belongs into a worker. */
export const learn = ({ examples, synonyms }: Material, constants: EngineConstants): Learnt => {
  const train = (some: readonly Example[]): TrainedModel => TrainedModel.train(some, constants, synonyms);
  const observations = observationsFromExamples(examples, train);
  return { trained: train(examples).trained, calibration: tenantCalibration(constants, observations) };
};

/** A tenant's trained model with what its figures mean. */
export class TenantUnderstanding {
  readonly model: TrainedModel;
  readonly #calibration: TenantCalibration;
  readonly #joint: JointWeights;
  readonly #exactly = new Map<string, ReadonlySet<string>>();

  constructor({ trained, calibration }: Learnt, constants: EngineConstants) {
    this.model = TrainedModel.restore(trained, constants);
    this.#calibration = calibration;
    this.#joint = constants.joint;
    for (const { text, label } of trained.examples) {
      const key = canonicalText(text);
      if (key !== '') this.#exactly.set(key, new Set([...(this.#exactly.get(key) ?? []), label]));
    }
  }

  /** How sure the engine is of an answer that its word lists and this model see so; 0: one of them does not see it at all. */
  jointly(byWords: number, byModel: number): number {
    return jointConfidence(byWords, byModel, this.#joint);
  }

  /** The likeliest meanings of a text, best first. */
  meanings(text: string, most: number): readonly Meant[] {
    const exact = this.#exactly.get(canonicalText(text)) ?? new Set<string>();
    const { kind, ranked } = this.model.rank(text);
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
