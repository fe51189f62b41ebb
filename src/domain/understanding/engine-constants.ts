import type { CombinerWeights } from './combiner.js';
import type { PackedVectors } from './word-vectors.js';

/** A line log-odds are put on: calibrated = σ(slope · logit(p) + shift). */
export type Calibration = { readonly slope: number; readonly shift: number };

/** What every tenant's model starts from: fitted once on public sets, never on a tenant's words. */
export type EngineConstants = {
  /** Changes with every fit: a model trained under another one is trained again. */
  readonly fit: string;
  readonly vectors: PackedVectors;
  /** All scorers together. */
  readonly combined: CombinerWeights;
  /** The SVM alone, for sets too large for the others. */
  readonly planes: CombinerWeights;
  /** What raw probabilities were worth to tenants that the weights were not fitted on. */
  readonly prior: Calibration;
  /** The share of out-of-scope questions among those the prior was fitted on. */
  readonly outOfScope: number;
};
