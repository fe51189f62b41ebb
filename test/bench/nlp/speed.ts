import { observationsFromExamples } from '#domain/understanding/confidence/own-examples';
import { TrainedModel } from '#domain/understanding/trained-model';
import { quantile } from '#test/bench/measure';
import { latency } from './accuracy.js';
import type { ScoreCard } from './score-card.js';
import type { Targets } from './targets.js';

/** 750 examples of 150 intents: more than a business has questions. */
export const speed = (all: Targets, card: ScoreCard): void => {
  const missing = all.missing('clinc150');
  if (missing.length > 0) {
    card.skip('speed', missing);
    return;
  }
  const constants = all.constants('clinc150');
  const examples = all.fewShot('clinc150', 0);
  const times = Array.from({ length: 5 }, () => {
    const startedAt = performance.now();
    TrainedModel.train(examples, constants);
    return (performance.now() - startedAt) / 1_000;
  });
  card.add({ name: 'train_750_examples', value: quantile(times, 0.5), unit: 's', n: times.length, atMost: 2 });
  const model = TrainedModel.train(examples, constants);
  const { p50, p99, cpuP99 } = latency(model, all.scored('clinc150').examples);
  card.add({ name: 'predict_750_examples_p50', value: p50, unit: 'ms', n: 2_000 });
  card.add({ name: 'predict_750_examples_p99', value: p99, unit: 'ms', n: 2_000, atMost: 5 });
  card.add({ name: 'predict_750_examples_cpu_p99', value: cpuP99, unit: 'ms', n: 2_000 });
  const startedAt = performance.now();
  observationsFromExamples(examples, (rest) => TrainedModel.train(rest, constants));
  card.add({ name: 'calibrate_750_examples', value: (performance.now() - startedAt) / 1_000, unit: 's', n: 1 });
};
