import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Currency, minorDigits as serverDigits } from '#domain/shared/money';
import {
  decimalOf,
  formatDuration,
  formatMoney,
  formatRelative,
  minorDigits,
  minorOf,
} from '../../../admin-ui/src/shared/i18n/format.js';

const spaced = (text: string): string => text.replace(/[\u00a0\u200e\u200f\u202f]/g, ' ').trim();

describe('money in the panel', () => {
  it('is exact at the largest amount, where a float would round', () => {
    expect(decimalOf(999_999_999_999_999, 2)).toBe('9999999999999.99');
    expect(spaced(formatMoney({ minor: 999_999_999_999_999, currency: 'AED' }, 'en'))).toBe('AED 9,999,999,999,999.99');
  });

  it('drops the fraction of a whole amount and keeps every other digit', () => {
    expect(spaced(formatMoney({ minor: 15_000, currency: 'AED' }, 'en'))).toBe('AED 150');
    expect(spaced(formatMoney({ minor: 15_050, currency: 'AED' }, 'en'))).toBe('AED 150.50');
    expect(spaced(formatMoney({ minor: 1_500, currency: 'JPY' }, 'en'))).toBe('JPY 1,500');
    expect(spaced(formatMoney({ minor: 1_505, currency: 'KWD' }, 'en'))).toBe('KWD 1.505');
  });

  it('is written with Latin digits in Arabic too', () => {
    expect(formatMoney({ minor: 15_050, currency: 'AED' }, 'ar')).toMatch(/150\.50/);
  });

  it('counts minor digits as the server does, for every currency the sign-up offers', () => {
    const different = Intl.supportedValuesOf('currency').filter(
      (code) => minorDigits(code) !== serverDigits(Currency(code)),
    );
    expect(different).toEqual([]);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000_000 }), fc.constantFrom(0, 2, 3), (minor, digits) => {
        expect(minorOf(decimalOf(minor, digits), digits)).toBe(minor);
      }),
    );
  });

  it.each([
    ['١٥٠٫٥', 2, 15_050],
    ['1,500.5', 2, 150_050],
    [' 12 ', 0, 12],
    ['12.50', 1, 125],
    ['12.345', 2, null],
    ['1.5', 0, null],
    ['-3', 2, null],
    ['abc', 2, null],
    ['', 2, null],
  ])('takes %j with %i digits as %j', (typed, digits, minor) => {
    expect(minorOf(typed, digits)).toBe(minor);
  });
});

describe('moments and spans', () => {
  const now = Date.parse('2026-11-21T12:00:00.000Z');

  it.each([
    ['2026-11-21T11:59:40.000Z', 'now'],
    ['2026-11-21T11:57:00.000Z', '3 min ago'],
    ['2026-11-20T11:00:00.000Z', 'yesterday'],
    ['2026-11-01T12:00:00.000Z', '1 Nov 2026'],
  ])('%s reads as "%s"', (at, words) => {
    expect(formatRelative(at, now, 'en', 'Asia/Dubai').replace('.', '')).toBe(words);
  });

  it('a date is the one of the business, not of the reader', () => {
    expect(formatRelative('2026-10-31T22:00:00.000Z', now, 'en', 'Asia/Dubai')).toBe('1 Nov 2026');
    expect(formatRelative('2026-10-31T22:00:00.000Z', now, 'en', 'UTC')).toBe('31 Oct 2026');
  });

  it('a span has one figure and its unit', () => {
    expect(formatDuration(2_300, 'en')).toBe('2.3 secs');
    expect(formatDuration(3 * 60_000, 'en')).toBe('3 mins');
    expect(formatDuration(26 * 3_600_000, 'en')).toBe('26 hrs');
  });
});
