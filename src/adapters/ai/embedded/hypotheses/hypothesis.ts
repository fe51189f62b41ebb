import type { Act } from '#domain/assistant/proposal';
import type { Cue } from '../lexicon/lexicon.js';
import { residueOf } from '../reading/burden.js';
import type { Scene } from '../reading/scene.js';
import { isCue } from '../reading/unit.js';

/** One way to understand a clause. */
export type Hypothesis = {
  readonly acts: readonly Act[];
  /** P(a careful agent would answer this), 0..1. */
  readonly confidence: number;
};

/** Looks at a clause from one side; `null` when that side has nothing to say. */
export type Hypothesise = (scene: Scene) => Hypothesis | null;

export const maxServices = 5;

/** The positions of the given cues. */
export const cuesAt = (scene: Scene, ...cues: readonly Cue[]): readonly number[] =>
  scene.units.flatMap((unit, at) => (isCue(unit, ...cues) ? [at] : []));

/** Everything about the clause's subject: the words that name it, its counts, and what is said of it in its own texts. */
export const explainedBySubject = (scene: Scene): ReadonlySet<number> => {
  const { subject, index, units } = scene;
  if (subject === null) return new Set();
  const context = subject.mentions.flatMap(({ services }) =>
    services.map((service) => index.contextOf(service.id)).filter((keys): keys is ReadonlySet<string> => keys !== null),
  );
  const described = units.flatMap((unit, at) => (context.some((keys) => keys.has(unit.key)) ? [at] : []));
  return new Set([...subject.units, ...scene.counts, ...described]);
};

/** @param strictness what an unexplained word costs: 1 for an answer to a question, less where any wording has the same answer. */
export const confidenceIn = (scene: Scene, base: number, explained: ReadonlySet<number>, strictness = 1): number =>
  base * (1 - strictness * residueOf(scene.units, explained));
