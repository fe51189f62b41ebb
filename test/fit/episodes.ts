import type { EngineConstants } from '#domain/understanding/engine-constants';
import type { Evidence } from '#domain/understanding/evidence';
import { seededRandom, shuffled } from '#domain/understanding/seeded-random';
import { type Example, TrainedModel } from '#domain/understanding/trained-model';
import { type DataSets, fewShot, labelsOf, sample, withLabels } from '#test/support/nlp/data-sets';

/** One question put to a model: what it saw, and which label is right; `labelCount` stands for "none of these". */
export type Question = { readonly evidence: Evidence; readonly right: number };

/** The sets whose licence (CC BY) allows to ship what is fitted on them. */
export const sources = {
  banking77: { train: 'banking77/fs_train.jsonl', questions: 'banking77/fs_valid.jsonl' },
  clinc150: { train: 'clinc150/train.jsonl', questions: 'clinc150/val.jsonl' },
  hwu64: { train: 'hwu64/train.jsonl', questions: 'hwu64/valid.jsonl' },
} as const;
export type Source = keyof typeof sources;
export const sourceNames = Object.keys(sources) as readonly Source[];

/** Out-of-scope questions among those of an episode: 120 of missing labels and 60 foreign ones, beside 350 in scope. */
export const strangersAmong = 180 / 530;

const clincOutOfScope = 'clinc150/oos_train.jsonl';

/** Questions of other worlds: what none of a tenant's answers fits. */
const foreignTo = (sets: DataSets, source: Source, allowed: readonly Source[], seed: number): readonly Example[] => {
  const others = allowed.filter((each) => each !== source).flatMap((each) => sets.examples(sources[each].questions));
  const outOfScope = allowed.includes('clinc150') ? sets.examples(clincOutOfScope) : [];
  return [...sample(others, 30, seed), ...sample(outOfScope, 30, seed + 1)];
};

export type EpisodeOptions = {
  readonly source: Source;
  /** The sets that questions may come from at all. */
  readonly allowed: readonly Source[];
  readonly shots: number;
  readonly seed: number;
  /** The fewest and the most labels of the made-up tenant. */
  readonly labels?: readonly [number, number];
  /** To be read as a large set, however small it is. */
  readonly isLarge?: boolean;
};

export type Episode = {
  readonly train: readonly Example[];
  readonly inScope: readonly Example[];
  readonly outOfScope: readonly Example[];
};

/** A made-up tenant: some labels with a few examples each; questions about them, about labels it does not have, and foreign ones. */
export const drawEpisode = (sets: DataSets, options: EpisodeOptions): Episode => {
  const { source, allowed, shots, seed, labels: [fewest, most] = [15, 85] } = options;
  const random = seededRandom(seed * 7 + shots);
  const pool = sets.examples(sources[source].train);
  const questions = sets.examples(sources[source].questions);
  const order = shuffled(labelsOf(pool), seed * 13 + shots);
  const heldOut = Math.round(order.length * (0.25 + 0.2 * random()));
  const missing = new Set(order.slice(0, heldOut));
  const own = new Set(order.slice(heldOut, heldOut + fewest + Math.floor(random() * (most - fewest))));
  return {
    train: fewShot(withLabels(pool, own), shots, seed),
    inScope: sample(withLabels(questions, own), 350, seed),
    outOfScope: [...sample(withLabels(questions, missing), 120, seed + 1), ...foreignTo(sets, source, allowed, seed)],
  };
};

export const askAll = (model: TrainedModel, { inScope, outOfScope }: Episode): readonly Question[] => {
  const numbers = new Map(model.labels.map((label, at) => [label, at]));
  return [
    ...inScope.map(({ text, label }) => ({ evidence: model.evidenceOf(text), right: numbers.get(label) ?? -1 })),
    ...outOfScope.map(({ text }) => ({ evidence: model.evidenceOf(text), right: model.labels.length })),
  ];
};

export const playEpisode = (
  sets: DataSets,
  constants: EngineConstants,
  options: EpisodeOptions,
): readonly Question[] => {
  const episode = drawEpisode(sets, options);
  return askAll(TrainedModel.train(episode.train, constants, [], options.isLarge), episode);
};
