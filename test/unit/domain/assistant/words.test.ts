import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPhrase, normalised, withAsciiDigits } from '#domain/assistant/words';
import { clean, fold } from '#domain/understanding/text/clean';

describe('two spellings of the same words are equal', () => {
  it.each([
    ['١٢٣', '123'],
    ['۱۲۳', '123'],
    ['१२३', '123'],
    ['１２３', '123'],
    ['𝟏𝟐𝟑', '123'],
    ['੧੨੩', '123'],
    ['᠐᠑᠒', '012'],
  ])('the digits %s are %s', (written, plain) => {
    expect(withAsciiDigits(written)).toBe(plain);
  });

  it('every decimal digit of Unicode has the value its block gives it', () => {
    let last = -2;
    let value = 0;
    for (let code = 0; code < 0x20000; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      if (!/^\p{Nd}$/u.test(character)) continue;
      value = code === last + 1 ? (value + 1) % 10 : 0;
      last = code;
      expect([character, withAsciiDigits(character)]).toEqual([character, String(value)]);
    }
  });

  it.each([
    ['مُحَامٍ', 'محام'],
    ['إلغاء', 'الغاء'],
    ['مســـاء', 'مساء'],
    ['خدمة', 'خدمه'],
    ['Café!', 'cafe'],
    ["don't", 'dont'],
    ['la\u200bwyer', 'lawyer'],
    ['  A,b ', 'a b'],
  ])('%s is %s', (written, plain) => {
    expect(normalised(written)).toBe(plain);
  });
});

describe('a phrase in a text', () => {
  it.each([
    ['I will call my LAWYER!', 'lawyer', true],
    ['the lawyers', 'lawyer', false],
    ['متى يأتي المُحامي؟', 'المحامي', true],
    ['not at all', 'at all', true],
    ['that allows', 'at all', false],
    ['anything', '', false],
    ['anything', '!!', false],
  ])('"%s" has "%s": %s', (text, phrase, expected) => {
    expect(hasPhrase(text, phrase)).toBe(expected);
  });
});

describe('a text in ASCII', () => {
  const asciiText = fc.string({ unit: fc.integer({ min: 0x0a, max: 0x7e }).map((code) => String.fromCodePoint(code)) });
  /** Nobody sees it, nothing counts it, and with it a text is not ASCII any more. */
  const unseen = '\u200d';

  it('is brought into the form every other text is brought into', () => {
    fc.assert(
      fc.property(asciiText, (text) => {
        expect(normalised(text)).toBe(normalised(text + unseen));
        expect(clean(text)).toBe(clean(text + unseen));
        expect(fold(text)).toBe(fold(text + unseen));
      }),
      { numRuns: 500, examples: [["Don't!!  WAIT`s heyyyy \n"]] },
    );
  });
});
