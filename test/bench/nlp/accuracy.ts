import { type Example, TrainedModel } from '#domain/understanding/trained-model';
import { quantile } from '#test/bench/measure';
import type { ScoreCard } from './score-card.js';
import { type TargetName, type Targets, targets } from './targets.js';

export const shareRight = (model: TrainedModel, examples: readonly Example[]): number =>
  (100 * examples.filter(({ text, label }) => model.rank(text).ranked[0]?.label === label).length) / examples.length;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const bars: readonly (readonly [name: TargetName, fiveShot: number, full: number])[] = [
  ['banking77', 65, 90.5],
  ['clinc150', 74, 92],
  ['arbanking77', 51, 88.5],
];

/** Five examples per intent: the published split where there is one, and the mean of four draws of our own. */
export const fewShotAccuracy = (all: Targets, card: ScoreCard): void => {
  for (const [name, atLeast] of bars) {
    const missing = all.missing(name);
    if (missing.length > 0) {
      card.skip(`five_shot_${name}`, missing);
      continue;
    }
    const { file, examples } = all.scored(name);
    const constants = all.constants(name);
    const draw = (seed: number): number => shareRight(TrainedModel.train(all.fewShot(name, seed), constants), examples);
    const own = [1, 2, 3, 4].map(draw);
    const line = { unit: '%', n: examples.length, scored: file };
    const hasSplit = targets[name].published !== null;
    if (hasSplit) card.add({ name: `five_shot_${name}_published_split`, value: draw(0), atLeast, ...line });
    card.add({
      name: `five_shot_${name}_mean_of_4_draws`,
      value: mean(own),
      ...line,
      ...(hasSplit ? {} : { atLeast }),
    });
    card.add({ name: `five_shot_${name}_worst_draw`, value: Math.min(...own), ...line });
  }
};

/** All there is to learn from: the SVM alone. */
export const fullAccuracy = (all: Targets, card: ScoreCard): void => {
  for (const [name, , atLeast] of bars) {
    const missing = all.missing(name);
    if (missing.length > 0) {
      card.skip(`full_${name}`, missing);
      continue;
    }
    const { file, examples } = all.scored(name);
    const train = all.full(name);
    const constants = all.constants(name);
    const startedAt = performance.now();
    const model = TrainedModel.train(train, constants);
    const seconds = (performance.now() - startedAt) / 1_000;
    card.add({
      name: `full_${name}`,
      value: shareRight(model, examples),
      unit: '%',
      n: examples.length,
      scored: file,
      atLeast,
    });
    card.add({ name: `full_${name}_train`, value: seconds, unit: 's', n: train.length, atMost: 60 });
    card.add({
      name: `full_${name}_predict_p99`,
      value: latency(model, examples).p99,
      unit: 'ms',
      n: 2_000,
      atMost: 5,
    });
    if (name === 'clinc150') outOfScope(all, card, model);
  }
};

/** The threshold on P(none) is taken from the validation part, by what it costs in scope. */
const outOfScope = (all: Targets, card: ScoreCard, model: TrainedModel): void => {
  const { validation, outOfScope: strangers, outOfScopeValidation } = targets.clinc150;
  const { file, examples } = all.scored('clinc150');
  const strange = all.sets.firstOf(...(strangers[0] ?? []));
  if (strange === null || !all.sets.has(validation, ...outOfScopeValidation)) {
    card.skip('clinc150_out_of_scope', [validation, ...outOfScopeValidation]);
    return;
  }
  const isTest = file.endsWith('test.jsonl') && strange.endsWith('oos_test.jsonl');
  const judge = (rows: readonly Example[], from: string) =>
    rows.map(({ text, label }) => {
      const { ranked, none } = model.rank(text);
      return { none, isRight: from === 'own' && ranked[0]?.label === label, from };
    });
  const known = [
    ...judge(all.sets.examples(validation), 'own'),
    ...outOfScopeValidation.flatMap((each) => judge(all.sets.examples(each), 'strange')),
  ];
  // Without the test part the validation part is halved: every second row chooses the threshold, the others are scored.
  const choosing = isTest ? known : known.filter((_, at) => at % 2 === 0);
  const scored = isTest
    ? [...judge(examples, 'own'), ...judge(all.sets.examples(strange), 'strange')]
    : known.filter((_, at) => at % 2 === 1);
  const threshold = bestThreshold(choosing);
  const own = scored.filter((row) => row.from === 'own');
  const others = scored.filter((row) => row.from === 'strange');
  const inScope = (100 * own.filter((row) => row.none <= threshold && row.isRight).length) / own.length;
  const recall = (100 * others.filter((row) => row.none > threshold).length) / others.length;
  const parts = isTest
    ? `${file} + ${strange}`
    : `every second row of ${validation} + ${outOfScopeValidation.join(' + ')}`;
  card.add({
    name: 'clinc150_out_of_scope_recall',
    value: recall,
    unit: '%',
    n: others.length,
    scored: parts,
    atLeast: 57,
  });
  card.add({
    name: 'clinc150_in_scope_at_that_point',
    value: inScope,
    unit: '%',
    n: own.length,
    scored: parts,
    atLeast: 91.5,
  });
};

type Judged = { readonly none: number; readonly isRight: boolean; readonly from: string };

/** What refusing may cost in scope, in points. */
const mostLost = 0.8;

/** The most refusing threshold that costs no more in scope than allowed. */
const bestThreshold = (judged: readonly Judged[]): number => {
  const own = judged.filter((row) => row.from === 'own').sort((a, b) => b.none - a.none);
  const allowed = (mostLost / 100) * own.length;
  let lost = 0;
  for (const row of own) {
    if (row.isRight) lost += 1;
    if (lost > allowed) return row.none;
  }
  return 0;
};

export type Latency = { readonly p50: number; readonly p99: number; readonly cpuP99: number };

/** By the clock, and by the processor's own: on shared cores the first counts the neighbours too. */
export const latency = (model: TrainedModel, examples: readonly Example[]): Latency => {
  const asked = Array.from({ length: 2_000 }, (_, at) => examples[at % examples.length]!.text);
  for (const text of asked.slice(0, 200)) model.rank(text);
  const cpu: number[] = [];
  const times = asked.map((text) => {
    const usedBefore = process.cpuUsage();
    const startedAt = performance.now();
    model.rank(text);
    const elapsed = performance.now() - startedAt;
    const used = process.cpuUsage(usedBefore);
    cpu.push((used.user + used.system) / 1_000);
    return elapsed;
  });
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), cpuP99: quantile(cpu, 0.99) };
};
