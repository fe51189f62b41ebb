import { fittedConstants } from '#domain/understanding/fitted-constants';
import { ClosestPassage } from '#domain/understanding/retrieval/closest-passage';
import { TrainedModel } from '#domain/understanding/trained-model';
import type { DataSets } from '#test/support/nlp/data-sets';
import { shareRight } from './accuracy.js';
import type { ScoreCard } from './score-card.js';

type FaqRow = {
  readonly id: number;
  readonly question: string;
  readonly answers: readonly string[];
  readonly queries: readonly string[];
};

const file = 'stackfaq/faq.jsonl';
const phrasings = 3;

/** FAQs with a title and an answer only, asked for in other people's words. Nothing was fitted on them. */
export const closestFaq = (sets: DataSets, card: ScoreCard): void => {
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
