import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, maxTextLength } from '#domain/conversation/message-content';

const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 400 })
  .map((units) => String.fromCharCode(...units));

describe('cleaned text', () => {
  it('holds no lone surrogate and no control character, whatever came', () => {
    fc.assert(
      fc.property(anyUnits, (raw) => {
        const { text } = cleanText(raw);
        expect(isWellFormed(text)).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be gone.
        expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
      }),
    );
  });

  it('stays what it was when it was clean', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (raw) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed.
        const expected = raw.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
        expect(cleanText(raw)).toEqual({ text: expected, clipped: false });
      }),
    );
  });

  it('never exceeds its limit, never cuts a pair, and says when it clipped', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'ق', '😀', '\ud800'), maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        (raw, limit) => {
          const { text, clipped } = cleanText(raw, limit);
          expect(text.length).toBeLessThanOrEqual(limit);
          expect(isWellFormed(text)).toBe(true);
          expect(clipped).toBe(raw.length > text.length);
        },
      ),
    );
  });

  it.each([
    ['a\ud83d', 'a\ufffd'],
    ['\ude00a', '\ufffda'],
    ['\u0000a\u0007\tb\nc', 'a\tb\nc'],
    ['😀', '😀'],
  ])('%j becomes %j', (raw, text) => {
    expect(cleanText(raw).text).toBe(text);
  });

  it('keeps a message of the longest length whole and clips the one after', () => {
    expect(cleanText('x'.repeat(maxTextLength)).clipped).toBe(false);
    expect(cleanText('x'.repeat(maxTextLength + 1))).toEqual({ text: 'x'.repeat(maxTextLength), clipped: true });
  });
});
