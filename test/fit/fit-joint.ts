import { buildIndex } from '#adapters/ai/embedded/index/catalogue-index';
import { matchFaqs } from '#adapters/ai/embedded/index/match-faqs';
import { clausesOf } from '#adapters/ai/embedded/reading/clauses';
import { logit } from '#domain/understanding/confidence/logit';
import type { EngineConstants, JointWeights } from '#domain/understanding/engine-constants';
import { learn, TenantUnderstanding } from '#domain/understanding/tenant-understanding';
import { fitLogistic } from '#test/fit/fit-logistic';
import type { DataSets } from '#test/support/nlp/data-sets';
import { drawEpisode, type Source } from './episodes.js';
import { catalogueOf } from './tenant-catalogue.js';

/** Few examples of few FAQs, and of many: what businesses have. */
const tenants: readonly (readonly [shots: number, labels: readonly [number, number]])[] = [2, 3, 5, 8].flatMap(
  (shots): [number, [number, number]][] => [
    [shots, [12, 30]],
    [shots, [40, 80]],
  ],
);
const firstSeed = 41;

/** An answer somebody thought of: the log-odds by the word lists and by the model. */
type Thought = { readonly odds: readonly [number, number]; readonly phrasings: number; readonly isRight: boolean };
/** All the answers to one question that were thought of. */
export type Asked = readonly Thought[];

const within = (confidence: number, least: number): number => logit(Math.min(1 - least, Math.max(least, confidence)));

/** What both make of the questions of one made-up tenant that is trained as any other. */
const askTenant = (
  sets: DataSets,
  constants: EngineConstants,
  source: Source,
  allowed: readonly Source[],
  at: number,
) => {
  const [shots, labels] = tenants[at]!;
  const { train, inScope, outOfScope } = drawEpisode(sets, { source, allowed, shots, seed: firstSeed + at, labels });
  const understanding = new TenantUnderstanding(learn({ examples: train, synonyms: [] }, constants), constants);
  const index = buildIndex(catalogueOf(train));
  const ask = (text: string, right: string | null): Asked => {
    const { whole } = clausesOf([text], { isOpen: false, isAwaited: false, missing: [], vocabulary: index.vocabulary });
    const byWords = matchFaqs(index, whole.everything, whole.canonical);
    const meant = understanding.meanings(whole.text, 5);
    if (byWords.some(({ exact }) => exact) || meant.some(({ isExact }) => isExact)) return [];
    const seenBy = new Map<string, [number, number]>(byWords.map(({ faq, confidence }) => [faq.id, [confidence, 0]]));
    for (const { label, confidence } of meant) seenBy.set(label, [seenBy.get(label)?.[0] ?? 0, confidence]);
    return [...seenBy].map(([label, [words, model]]) => ({
      odds: [within(words, 0.02), within(model, 0.005)],
      phrasings: Math.log(shots),
      isRight: label === right,
    }));
  };
  return [...inScope.map(({ text, label }) => ask(text, label)), ...outOfScope.map(({ text }) => ask(text, null))];
};

const rounds = 6;

/** How much each of the two counts, so that what is said of the best answer is true as often as it says. */
const weightsFor = (asked: readonly Asked[]): JointWeights => {
  let [shift, words, model, examples] = [0, 0.5, 0.8, 0];
  for (let round = 0; round < rounds; round += 1) {
    const worth = ({ odds }: Thought): number => words * odds[0] + model * odds[1];
    const best = asked.flatMap((thoughts) => [...thoughts].sort((a, b) => worth(b) - worth(a)).slice(0, 1));
    const rows = best.map(({ odds, phrasings, isRight }) => ({ values: [1, ...odds, phrasings], isRight }));
    const fitted = fitLogistic(rows, [shift, words, model, examples]);
    [shift, words, model, examples] = fitted as [number, number, number, number];
  }
  return { words, model, examples, shift };
};

/** From tenants whose words are strange to the vectors, as a real one's are. */
export const fitJoint = (
  sets: DataSets,
  strange: ReadonlyMap<Source, EngineConstants>,
  allowed: readonly Source[],
): JointWeights =>
  weightsFor(
    [...strange]
      .flatMap(([source, constants]) => tenants.flatMap((_, at) => askTenant(sets, constants, source, allowed, at)))
      .filter((thoughts) => thoughts.length > 0),
  );
