import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costMicros, utf8Length } from '#domain/ai/cost';
import { anyText } from '#test/support/any-text';

describe('what a call costs', () => {
  it('is tokens times price, rounded up to a millionth of a dollar', () => {
    const price = { inputMicros: 150_000, outputMicros: 600_000 };
    expect(costMicros({ inputTokens: 1_000_000, outputTokens: 0 }, price)).toBe(150_000);
    expect(costMicros({ inputTokens: 1_000, outputTokens: 500 }, price)).toBe(450);
    expect(costMicros({ inputTokens: 1, outputTokens: 0 }, price)).toBe(1);
    expect(costMicros({ inputTokens: 0, outputTokens: 0 }, price)).toBe(0);
  });

  it('is exact where floating numbers are not', () => {
    const price = { inputMicros: 1_000_000_000, outputMicros: 1_000_000_000 };
    expect(costMicros({ inputTokens: 9_000_001, outputTokens: 0 }, price)).toBe(9_000_001_000);
  });

  it('takes nothing for a count that is none', () => {
    const price = { inputMicros: 1_000_000, outputMicros: 1_000_000 };
    for (const inputTokens of [Number.NaN, -5, 1.5, Number.POSITIVE_INFINITY])
      expect(costMicros({ inputTokens, outputTokens: 2 }, price)).toBe(2);
  });
});

it('a text has as many bytes as UTF-8 gives it', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      expect(utf8Length(text)).toBe(Buffer.byteLength(text, 'utf8'));
    }),
  );
});
