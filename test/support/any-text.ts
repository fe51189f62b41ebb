import fc from 'fast-check';

/** Whatever a program may call a text, halves of surrogate pairs included. fast-check's own units take seconds to prepare. */
export const anyText = (maxLength = 10): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 0x10_ffff }), { maxLength })
    .map((codes) => codes.map((code) => String.fromCodePoint(code)).join(''));
