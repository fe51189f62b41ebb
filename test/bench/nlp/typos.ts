import { fittedConstants } from '#domain/understanding/fitted-constants';
import { seededRandom } from '#domain/understanding/seeded-random';
import { type Example, TrainedModel } from '#domain/understanding/trained-model';
import { fewShot } from '#test/support/nlp/data-sets';
import { shareRight } from './accuracy.js';
import type { ScoreCard } from './score-card.js';
import type { Targets } from './targets.js';

const file = 'bitext_cs/utterances20k.jsonl';
type Utterance = { readonly text: string; readonly intent: string; readonly flags: string };

/** Customer-service utterances whose typos are marked by their makers (Z), slang (Q) and rudeness (W) too. */
const markedTypos = (all: Targets, card: ScoreCard): void => {
  if (!all.sets.has(file)) {
    card.skip('typos_marked', [file]);
    return;
  }
  const rows = all.sets.rows<Utterance>(file);
  const asExamples = (holds: (flags: string) => boolean): readonly Example[] =>
    rows.filter(({ flags }) => holds(flags)).map(({ text, intent }) => ({ text, label: intent }));
  const clean = asExamples((flags) => !/[ZQW]/.test(flags));
  const train = fewShot(clean, 5, 1);
  const seen = new Set(train.map(({ text }) => text));
  const model = TrainedModel.train(train, fittedConstants);
  const measured = (examples: readonly Example[]): number =>
    shareRight(
      model,
      examples.filter(({ text }) => !seen.has(text)),
    );
  const typos = asExamples((flags) => flags.includes('Z'));
  const whole = measured(clean);
  const line = { unit: 'points', n: typos.length, scored: file };
  card.add({ name: 'typos_marked_clean', value: whole, ...line, unit: '%', n: clean.length });
  card.add({ name: 'typos_marked_cost', value: whole - measured(typos), ...line, atMost: 2 });
};

/** One slip of the finger in one word of five letters or more: a letter lost, doubled or swapped with its neighbour. */
const misspelt = (text: string, random: () => number): string => {
  const words = text.split(' ');
  const long = words.flatMap((word, at) => (word.length >= 5 ? [at] : []));
  const at = long[Math.floor(random() * long.length)];
  if (at === undefined) return text;
  const word = words[at]!;
  const place = 1 + Math.floor(random() * (word.length - 2));
  const kind = Math.floor(random() * 3);
  const [before, letter, after] = [word.slice(0, place), word.charAt(place), word.slice(place + 1)];
  words[at] =
    kind === 0
      ? before + after
      : kind === 1
        ? before + letter + letter + after
        : before + after.charAt(0) + letter + after.slice(1);
  return words.join(' ');
};

/** The same questions with one slip each, made here. */
const madeTypos = (all: Targets, card: ScoreCard): void => {
  for (const name of ['banking77', 'clinc150', 'arbanking77'] as const) {
    if (all.missing(name).length > 0) {
      card.skip(`typos_made_${name}`, all.missing(name));
      continue;
    }
    const { file: scored, examples } = all.scored(name);
    const model = TrainedModel.train(all.fewShot(name, 0), all.constants(name));
    const random = seededRandom(5);
    const slipped = examples.map(({ text, label }) => ({ text: misspelt(text, random), label }));
    const value = shareRight(model, examples) - shareRight(model, slipped);
    card.add({ name: `typos_made_${name}_cost`, value, unit: 'points', n: slipped.length, scored, atMost: 2 });
  }
};

export const typos = (all: Targets, card: ScoreCard): void => {
  markedTypos(all, card);
  madeTypos(all, card);
};
