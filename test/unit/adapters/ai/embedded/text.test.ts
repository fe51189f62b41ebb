import { describe, expect, it } from 'vitest';
import { Speller } from '#adapters/ai/embedded/text/speller';
import { canonical, tokenise } from '#adapters/ai/embedded/text/tokenise';
import { clean, fold } from '#domain/understanding/text/clean';
import { editDistance } from '#domain/understanding/text/edit-distance';
import { stem } from '#domain/understanding/text/stem';

describe('cleaning a text', () => {
  it.each([
    ['٠٥٠', '050'],
    ['۱۲۳', '123'],
    ['१२३', '123'],
    ['１２３', '123'],
    ['𝟙𝟚', '12'],
  ])('writes the digits of every script alike: %s', (written, expected) => expect(clean(written)).toBe(expected));

  it('drops what no reader sees', () => expect(clean('so\u200bfa\u202e كـــنبٌ')).toBe('sofa كنب'));
});

describe('folding a word', () => {
  it.each([
    ['HeyyyY', 'hey'],
    ['أإآٱ', 'ا'],
    ['مكيّفة', 'مكيفه'],
    ['مستشفى', 'مستشفي'],
    ['شئ', 'شي'],
    ['Café', 'cafe'],
  ])('%s becomes %s', (written, expected) => expect(fold(clean(written))).toBe(expected));
});

describe('stemming', () => {
  it.each([
    ['cleaning', 'cleans'],
    ['prices', 'price'],
    ['booked', 'booking'],
    ['parties', 'party'],
    ['للكنب', 'كنب'],
    ['والمكيفات', 'مكيف'],
    ['بالعبايات', 'عبايات'],
  ])('%s and %s are one word', (left, right) => expect(stem(fold(left))).toBe(stem(fold(right))));

  it.each([
    ['bus', 'bush'],
    ['glass', 'glad'],
    ['sofa', 'soft'],
  ])('%s and %s are two', (left, right) => expect(stem(left)).not.toBe(stem(right)));
});

describe('splitting into words', () => {
  it.each([
    ['50ml x2 4pm', ['50', 'ml', 'x', '2', '4', 'pm']],
    ['1,299 or 149.50', ['1299', 'or', '149.50']],
    ['3alaikum R9', ['3alaikum', 'r9']],
    ["what's up", ['whats', 'up']],
  ])('%s', (text, expected) => expect(tokenise(text).map((token) => token.word)).toEqual(expected));

  it('knows where each word stands', () => {
    const text = 'Villa 12';
    expect(tokenise(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Villa', '12']);
  });

  it('writes two texts of the same words alike', () =>
    expect(canonical('ما هي ساعاتُ العمل؟')).toBe(canonical('ما هي ساعات العمل')));
});

describe('spelling', () => {
  const speller = new Speller(['mattress', 'carpet', 'curtain']);
  it.each([
    ['matress', 'mattress'],
    ['carpte', 'carpet'],
    ['curtian', 'curtain'],
  ])('finds the word meant by %s', (written, expected) => expect(speller.correct(written)?.word).toBe(expected));
  it.each(['car', 'carpool', 'garden', 'matter', 'certain thing'])('does not force %s into one', (written) =>
    expect(speller.correct(written)).toBeNull(),
  );

  it.each([
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['abc', 'xbc', 1],
    ['abcd', 'wxyz', 3],
  ])('counts the slips between %s and %s', (left, right, expected) =>
    expect(editDistance(left, right, 2)).toBe(expected),
  );
});
