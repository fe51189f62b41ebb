import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Currency, CurrencyMismatch, InvalidMoney, Money, maxMinor, minorDigits } from '#domain/shared/money';

const AED = Currency('AED');
const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const of = (minor: bigint): Money => Money.of(minor, AED);

describe('money', () => {
  it('adds like whole numbers: in any order, and nothing is lost', () => {
    fc.assert(
      fc.property(amount, amount, amount, (a, b, c) => {
        expect(
          of(a)
            .plus(of(b))
            .equals(of(b).plus(of(a))),
        ).toBe(true);
        expect(of(a).plus(of(b)).plus(of(c)).minor).toBe(a + b + c);
      }),
    );
  });

  it('times a quantity is that many additions', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 40 }), (a, quantity) => {
        let sum = Money.zero(AED);
        for (let n = 0; n < quantity; n += 1) sum = sum.plus(of(a));
        expect(of(a).times(quantity).equals(sum)).toBe(true);
      }),
    );
  });

  it('orders as its amounts do', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(of(a).compare(of(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('never mixes currencies', () => {
    const dollars = Money.of(1n, Currency('USD'));
    expect(() => of(1n).plus(dollars)).toThrow(CurrencyMismatch);
    expect(() => of(1n).compare(dollars)).toThrow(CurrencyMismatch);
    expect(of(1n).equals(dollars)).toBe(false);
  });

  it.each([0.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses the quantity %s', (quantity) => {
    expect(() => of(1n).times(quantity)).toThrow(InvalidMoney);
  });

  it('refuses amounts beyond what it can hold exactly, also as a result', () => {
    expect(() => of(maxMinor + 1n)).toThrow(InvalidMoney);
    expect(() => of(maxMinor).plus(of(1n))).toThrow(InvalidMoney);
    expect(() => of(maxMinor).times(2)).toThrow(InvalidMoney);
    expect(Number.isSafeInteger(Number(maxMinor))).toBe(true);
  });

  it('cannot be changed', () => {
    const price = of(24_900n);
    expect(() => Object.assign(price, { minor: 1n })).toThrow(TypeError);
    expect(price.minor).toBe(24_900n);
  });

  it.each(['aed', 'AE', 'AEDX', '', 'A1D', 'د.إ'])('refuses the currency "%s"', (code) => {
    expect(() => Currency(code)).toThrow(InvalidMoney);
  });

  it.each([
    ['AED', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['XXX', 2],
  ] as const)('%s has %i minor digits', (code, digits) => {
    expect(minorDigits(Currency(code))).toBe(digits);
  });
});
