import type { Ranking } from '../trained-model.js';
import type { OwnObservation } from './own-examples.js';

/** A question of a customer's, what was proposed then, and whether that was right. */
export type JudgedAnswer = {
  readonly text: string;
  readonly proposed: string;
  readonly isRight: boolean;
  /** What it counts by now. */
  readonly weight: number;
};

type Ranker = { readonly labels: readonly string[]; rank(text: string): Ranking };

/**
 * What judged answers tell about a model that was trained since: each question is asked anew. One that was wrong then says nothing
 * where the model would say something else now; answers that are not the model's to give say nothing about it.
 */
export const observationsFromJudged = (judged: readonly JudgedAnswer[], model: Ranker): readonly OwnObservation[] => {
  const known = new Set(model.labels);
  return judged.flatMap(({ text, proposed, isRight, weight }) => {
    if (!known.has(proposed)) return [];
    const { kind, ranked } = model.rank(text);
    const [best] = ranked;
    if (best === undefined || (!isRight && best.label !== proposed)) return [];
    return [{ kind, probability: best.probability, isRight: isRight && best.label === proposed, weight }];
  });
};
