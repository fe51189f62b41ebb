import { describe, expect, it } from 'vitest';
import { fittedConstants } from '#domain/understanding/fitted-constants';
import { MeantWords } from '#domain/understanding/meant-words';
import { WordCorrector } from '#domain/understanding/text/word-corrector';
import { TrainedModel } from '#domain/understanding/trained-model';
import { unpackedVectors } from '#domain/understanding/word-vectors';

describe('a corrector', () => {
  const corrector = new WordCorrector(['delivery', 'warranty', 'refund', 'تجديد', 'told']);

  it.each([
    ['a letter lost', 'delivry', 'delivery'],
    ['a letter struck twice', 'warrranty', 'warranty'],
    ['two letters swapped', 'refnud', 'refund'],
    ['another letter', 'rafund', 'refund'],
    ['Arabic letters swapped', 'تجيدد', 'تجديد'],
  ])('finds the word behind %s: %s', (_, written, meant) => {
    expect(corrector.correct(written)).toBe(meant);
  });

  it.each([
    ['what is right', 'refund'],
    ['what is two slips away', 'dlivry'],
    ['another word with another beginning', 'hold'],
    ['a code', 'refun4'],
    ['a short word', 'ref'],
    ['an endless word', `${'delivery'.repeat(4)}`],
  ])('leaves %s alone: %s', (_, written) => {
    expect(corrector.correct(written)).toBeNull();
  });
});

describe('what the words of a customer were meant to be', () => {
  const meant = new MeantWords(
    ['how do I reschedule', 'كيف أجدد البطاقة', 'هل المحل مفتوح'],
    unpackedVectors(fittedConstants),
  );

  it.each([
    ['reschdule', 'reschedule'],
    ['rescheddule', 'reschedule'],
    ['cuold', 'could'],
    ['لابطاقه', 'البطاقه'],
    ['البطاقهه', 'البطاقه'],
    ['الحمل', 'المحل'],
  ])('%s is %s', (word, expected) => {
    expect(meant.meant(word)).toBe(expected);
  });

  it.each(['reschedule', 'refund', 'qwertz', 'card', 'المحر'])('%s is itself', (word) => {
    expect(meant.meant(word)).toBe(word);
  });
});

describe('a trained model', () => {
  const examples = [
    ['how do i reschedule my appointment', 'move'],
    ['can i move my booking to another day', 'move'],
    ['where can i leave my vehicle', 'parking'],
    ['is there parking outside', 'parking'],
    ['what does the warranty cover', 'warranty'],
    ['how long is the guarantee', 'warranty'],
  ].map(([text = '', label = '']) => ({ text, label }));
  const model = TrainedModel.train(examples, fittedConstants);
  const best = (text: string): string | undefined => model.rank(text).ranked[0]?.label;

  it.each([
    ['reschedlue', 'move'],
    ['wararnty', 'warranty'],
    ['prking', 'parking'],
  ])('understands a slip as the word that was meant: %s', (written, label) => {
    expect(best(written)).toBe(label);
  });

  it('is as sure of a question with a slip as of the same without', () => {
    const [right, slipped] = ['how long is the warranty', 'how long is the warrnaty'].map((text) => model.rank(text));
    expect(slipped).toEqual(right);
  });
});
