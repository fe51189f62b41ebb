import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxSearchWordLength, maxSearchWords, searchWords } from '#domain/shared/search-words';
import { anyText } from '#test/support/any-text';

describe('the words a text is found by', () => {
  it.each([
    ['Hello, WORLD! hello', ['hello', 'world']],
    ['أحمد احمد إلى آمال ٱلله', ['احمد', 'الي', 'امال', 'الله']],
    ['فاتورة مسؤول قائمة', ['فاتوره', 'مسوول', 'قايمه']],
    ['مَوْعِدٌ كتـــاب', ['موعد', 'كتاب']],
    ['١٢٣ ۴۵۶ ७८९ １２', ['123', '456', '789', '12']],
    ['ﻻ ﬁne', ['لا', 'fine']],
    ['نمस्ते हिन्दी', ['نمस्ते', 'हिन्दी']],
    ['a-b_c@d.e', ['a', 'b', 'c', 'd', 'e']],
    [' ?!… 👍 ', []],
  ])('%s', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  it('are few, short and distinct, and the same again for themselves, whatever was typed', () => {
    fc.assert(
      fc.property(anyText(400), (text) => {
        const words = searchWords(text);
        const isWhole = (word: string): boolean => Buffer.from(word).toString() === word;
        const isShort = ({ length }: string): boolean => length > 0 && length <= maxSearchWordLength;
        expect(words.length).toBeLessThanOrEqual(maxSearchWords);
        expect(new Set(words).size).toBe(words.length);
        expect(words.filter((word) => !isShort(word) || !isWhole(word))).toEqual([]);
      }),
    );
  });

  it('keep the beginning of a long word', () => {
    expect(searchWords('x'.repeat(100))).toEqual(['x'.repeat(maxSearchWordLength)]);
  });

  it('are at most so many', () => {
    expect(searchWords(Array.from({ length: 100 }, (_, nth) => `w${nth}`).join(' '))).toHaveLength(maxSearchWords);
  });
});
