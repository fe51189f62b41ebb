import type { PackedVectors } from './word-vectors.js';

/** How much each scorer counts for a label (`labels`) and what speaks for "none of these" (`none`). */
export type CombinerWeights = { readonly labels: readonly number[]; readonly none: readonly number[] };

/** A line log-odds are put on: calibrated = σ(slope · logit(p) + shift). */
export type Calibration = { readonly slope: number; readonly shift: number };

/**
 * What a question is ranked by: all scorers (`combined`), all but the vectors where they know none of its words (`lexical`:
 * other languages), or the SVM nearly alone where there are too many examples to look at each (`large`).
 */
export type EvidenceKind = 'combined' | 'lexical' | 'large';

export type KindConstants = {
  readonly weights: CombinerWeights;
  /** What raw probabilities were worth to tenants that the weights were not fitted on. */
  readonly prior: Calibration;
};

/** How the log-odds of the word lists and of the trained model make those of both, and what log(phrasings per answer) adds. */
export type JointWeights = {
  readonly words: number;
  readonly model: number;
  readonly examples: number;
  readonly shift: number;
};

/** What every tenant's model starts from: fitted once on public sets, never on a tenant's words. */
export type EngineConstants = {
  /** Changes with every fit: a model trained under another one is trained again. */
  readonly fit: string;
  readonly vectors: PackedVectors;
  readonly kinds: Readonly<Record<EvidenceKind, KindConstants>>;
  readonly joint: JointWeights;
  /** The share of out-of-scope questions among those the priors were fitted on. */
  readonly outOfScope: number;
};
