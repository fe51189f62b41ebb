import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { Currency, Money } from '#domain/shared/money';
import { anyText } from '#test/support/any-text';

const special = fc.oneof(
  fc.date({ noInvalidDate: true }),
  fc.bigInt(),
  fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map((minor) => Money.of(minor, Currency('AED'))),
);
/** Keys that could be taken for our marks are the interesting ones. */
const key = fc.oneof(fc.constantFrom('$date', '$money', '$bigint', '$$date', '$', 'a', '__proto__x'), fc.string());
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    anyText().map((text) => Buffer.from(text).toString()),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    special,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('the JSON of stored values', () => {
  it('brings back exactly what went in: money, dates, big integers, and keys that look like marks', () => {
    fc.assert(
      fc.property(value, (each) => {
        expect(decodeJson(encodeJson(each))).toEqual(each);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves plain values plain, so that a person can read them', () => {
    expect(encodeJson({ a: [1, 'x', null, true] })).toBe('{"a":[1,"x",null,true]}');
    expect(encodeJson({ price: Money.of(5n, Currency('KWD')) })).toBe('{"price":{"$money":["5","KWD"]}}');
  });
});
