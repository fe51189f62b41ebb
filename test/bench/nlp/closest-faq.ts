import { fittedConstants } from '#domain/understanding/fitted-constants';
import { type Example, TrainedModel } from '#domain/understanding/trained-model';
import { type DataSets, fewShot, labelsOf, sample, withLabels } from '#test/support/nlp/data-sets';
import { shareRight } from './accuracy.js';
import { ClosestPassage } from './closest-passage.js';
import type { ScoreCard } from './score-card.js';

type FaqRow = {
  readonly id: number;
  readonly question: string;
  readonly answers: readonly string[];
  readonly queries: readonly string[];
};

const file = 'stackfaq/faq.jsonl';
const phrasings = 3;

/** Where intents are taken for FAQs: one phrasing is the FAQ's question, other people's are asked. */
const madeFrom = [
  { name: 'hwu64', taught: 'hwu64/train.jsonl', asked: ['hwu64/test.jsonl', 'hwu64/valid.jsonl'] },
  {
    name: 'banking77',
    taught: 'banking77/fs_train.jsonl',
    asked: ['banking77/test.jsonl', 'banking77/fs_valid.jsonl'],
  },
] as const;
const tenantsDrawn = 20;
const faqsOfATenant = 20;

type Draw = {
  readonly titles: readonly Example[];
  readonly more: readonly Example[];
  readonly asked: readonly Example[];
};

const drawn = (taught: readonly Example[], asked: readonly Example[], faqs: number, seed: number): Draw => {
  const labels = new Set(sample(labelsOf(taught), faqs, seed));
  const own = fewShot(withLabels(taught, labels), phrasings + 1, seed);
  const first = new Set<string>();
  const titles = own.filter(({ label }) => !first.has(label) && first.add(label).size > 0);
  return { titles, more: own, asked: withLabels(asked, labels) };
};

const rightByTitle = ({ titles, asked }: Draw): number => {
  const finder = new ClosestPassage(
    titles.map(({ text, label }) => ({ id: label, title: text, body: '' })),
    fittedConstants,
  );
  return asked.filter(({ text, label }) => finder.find(text, 1)[0]?.id === label).length / asked.length;
};

/**
 * FAQs made of intents, where no set of FAQs is at hand. Harder than those: there is no answer to find words in, and one
 * phrasing drawn by chance is a worse title than an editor's. Two of the sets were fitted on, so for information.
 */
const madeFaqs = (sets: DataSets, card: ScoreCard): void => {
  for (const { name, taught, asked } of madeFrom) {
    const file = sets.firstOf(...asked);
    if (file === null || !sets.has(taught)) {
      card.skip(`closest_made_faq_${name}`, [taught, ...asked]);
      continue;
    }
    const [own, strangers] = [sets.examples(taught), sets.examples(file)];
    for (const faqs of [faqsOfATenant, labelsOf(own).length]) {
      const draws = Array.from({ length: faqs === faqsOfATenant ? tenantsDrawn : 3 }, (_, seed) =>
        drawn(own, strangers, faqs, seed + 1),
      );
      const mean = (share: (draw: Draw) => number): number =>
        draws.reduce((sum, draw) => sum + share(draw), 0) / draws.length;
      const n = draws.reduce((sum, draw) => sum + draw.asked.length, 0);
      const line = { unit: 'share', n, scored: file };
      card.add({ name: `closest_made_faq_${name}_${faqs}_p_at_1`, value: mean(rightByTitle), ...line });
      const taughtMore = ({ more, asked: questions }: Draw): number =>
        shareRight(TrainedModel.train(more, fittedConstants), questions) / 100;
      card.add({ name: `closest_made_faq_${name}_${faqs}_p_at_1_with_3_phrasings`, value: mean(taughtMore), ...line });
    }
  }
};

/** FAQs with a title and an answer only, asked for in other people's words. Nothing was fitted on them. */
export const closestFaq = (sets: DataSets, card: ScoreCard): void => {
  madeFaqs(sets, card);
  if (!sets.has(file)) {
    card.skip('closest_faq', [file]);
    return;
  }
  const faqs = sets.rows<FaqRow>(file);
  const finder = new ClosestPassage(
    faqs.map(({ id, question, answers }) => ({ id: String(id), title: question, body: answers.join(' ') })),
    fittedConstants,
  );
  const asked = faqs.flatMap(({ id, queries }) => queries.map((text) => ({ text, label: String(id) })));
  const places = asked.map(({ text, label }) => finder.find(text, 50).findIndex(({ id }) => id === label));
  const share = (holds: (place: number) => boolean): number => places.filter(holds).length / places.length;
  const line = { unit: 'share', n: asked.length, scored: file };
  card.add({ name: 'closest_faq_p_at_1', value: share((place) => place === 0), atLeast: 0.76, ...line });
  card.add({ name: 'closest_faq_recall_at_3', value: share((place) => place >= 0 && place < 3), ...line });
  const taught = faqs.flatMap(({ id, question, queries }) =>
    [question, ...queries.slice(0, phrasings)].map((text) => ({ text, label: String(id) })),
  );
  const model = TrainedModel.train(taught, fittedConstants);
  const rest = faqs.flatMap(({ id, queries }) => queries.slice(phrasings).map((text) => ({ text, label: String(id) })));
  const value = shareRight(model, rest) / 100;
  card.add({ name: 'closest_faq_p_at_1_with_3_phrasings', value, ...line, n: rest.length });
};
