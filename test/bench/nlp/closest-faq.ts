import { fittedConstants } from '#domain/understanding/fitted-constants';
import type { Example } from '#domain/understanding/trained-model';
import { catalogueOf } from '#test/fit/tenant-catalogue';
import type { DataSets } from '#test/support/nlp/data-sets';
import { faqsFor } from './first-answer.js';
import type { ScoreCard } from './score-card.js';

type FaqRow = {
  readonly id: number;
  readonly question: string;
  readonly answers: readonly string[];
  readonly queries: readonly string[];
};

const file = 'stackfaq/faq.jsonl';
const phrasings = 3;

const places = (rows: readonly FaqRow[], taught: readonly Example[], asked: readonly Example[]): readonly number[] => {
  const answers = new Map(rows.map(({ id, answers: own }) => [String(id), own.join(' ')]));
  const find = faqsFor(catalogueOf(taught, answers), taught, fittedConstants);
  return asked.map(({ text, label }) => find(text).findIndex(({ faq }) => faq.id === label));
};

const share = (found: readonly number[], holds: (place: number) => boolean): number =>
  found.filter(holds).length / found.length;

/** FAQs with a title and an answer only, asked for in other people's words. Nothing was fitted on them. */
export const closestFaq = (sets: DataSets, card: ScoreCard): void => {
  if (!sets.has(file)) {
    card.skip('closest_faq', [file]);
    return;
  }
  const rows = sets.rows<FaqRow>(file);
  const examples = (of: (row: FaqRow) => readonly string[]): Example[] =>
    rows.flatMap((row) => of(row).map((text) => ({ text, label: String(row.id) })));
  const byTitle = places(
    rows,
    examples(({ question }) => [question]),
    examples(({ queries }) => queries),
  );
  const line = { unit: 'share', n: byTitle.length, scored: file };
  card.add({ name: 'closest_faq_p_at_1', value: share(byTitle, (place) => place === 0), atLeast: 0.76, ...line });
  card.add({ name: 'closest_faq_recall_at_3', value: share(byTitle, (place) => place >= 0 && place < 3), ...line });
  const taughtMore = places(
    rows,
    examples(({ question, queries }) => [question, ...queries.slice(0, phrasings)]),
    examples(({ queries }) => queries.slice(phrasings)),
  );
  const value = share(taughtMore, (place) => place === 0);
  card.add({ name: 'closest_faq_p_at_1_with_3_phrasings', value, ...line, n: taughtMore.length });
};
