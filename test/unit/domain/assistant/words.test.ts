import { describe, expect, it } from 'vitest';
import { hasPhrase, normalised, withAsciiDigits } from '#domain/assistant/words';

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
