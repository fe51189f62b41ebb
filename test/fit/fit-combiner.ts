import { probabilitiesOf } from '#domain/understanding/combiner';
import type { CombinerWeights } from '#domain/understanding/engine-constants';
import { shuffled } from '#domain/understanding/seeded-random';
import type { Question } from './episodes.js';

const rounds = 25;
const stride = 0.05;
const shrinkage = 1e-3;

/** AdaGrad: each weight takes steps as large as its own history allows. */
class Stepper {
  readonly #history: number[];
  readonly weights: number[];
  constructor(weights: number[]) {
    this.weights = weights;
    this.#history = weights.map(() => 1e-6);
  }

  step(slopes: readonly number[]): void {
    slopes.forEach((slope, at) => {
      const whole = slope + shrinkage * this.weights[at]!;
      this.#history[at] = this.#history[at]! + whole * whole;
      this.weights[at] = this.weights[at]! - (stride * whole) / Math.sqrt(this.#history[at]!);
    });
  }
}

const slopesOf = ({ evidence, right }: Question, weights: CombinerWeights) => {
  const probabilities = probabilitiesOf(evidence, weights);
  const excess = probabilities.map((probability, at) => probability - (at === right ? 1 : 0));
  const labels = evidence.scores.map((row) => row.reduce((sum, score, label) => sum + score * excess[label]!, 0));
  const none = [...evidence.globals].map((value) => value * excess[evidence.labelCount]!);
  return { labels, none };
};

/** The weights under which the right answers of the questions are likeliest. */
export const fitCombiner = (questions: readonly Question[]): CombinerWeights => {
  const [first] = questions;
  if (first === undefined) throw new RangeError('nothing to fit on');
  const labels = new Stepper(first.evidence.scores.map(() => 0.5));
  const none = new Stepper([...first.evidence.globals].map(() => 0));
  for (let round = 0; round < rounds; round += 1)
    for (const question of shuffled(questions, round + 11)) {
      const slopes = slopesOf(question, { labels: labels.weights, none: none.weights });
      labels.step(slopes.labels);
      none.step(slopes.none);
    }
  return { labels: labels.weights, none: none.weights };
};
