import { describe, expect, it } from 'vitest';
import { formatMoney } from '#domain/shared/format-money';
import { Currency, Money } from '#domain/shared/money';

const money = (minor: bigint, currency: string): Money => Money.of(minor, Currency(currency));

describe('an amount as it is written', () => {
  it.each([
    [129_900n, 'AED', 'AED 1,299', '1,299 درهم'],
    [14_950n, 'AED', 'AED 149.50', '149.50 درهم'],
    [5n, 'AED', 'AED 0.05', '0.05 درهم'],
    [0n, 'AED', 'AED 0', '0 درهم'],
    [100_000_000n, 'SAR', 'SAR 1,000,000', '1,000,000 ريال'],
    [1_500n, 'JPY', 'JPY 1,500', '1,500 JPY'],
    [375n, 'KWD', 'KWD 0.375', '0.375 دينار كويتي'],
    [1_234_567n, 'KWD', 'KWD 1,234.567', '1,234.567 دينار كويتي'],
    [12_000n, 'KWD', 'KWD 12', '12 دينار كويتي'],
    [99_900n, 'CHF', 'CHF 999', '999 CHF'],
    [-129_950n, 'AED', 'AED -1,299.50', '-1,299.50 درهم'],
  ])('%s %s', (minor, currency, english, arabic) => {
    expect(formatMoney(money(minor, currency), 'en')).toBe(english);
    expect(formatMoney(money(minor, currency), 'ar')).toBe(arabic);
  });

  it('never loses a minor unit: digits read back are the amount', () => {
    for (let minor = 0n; minor < 200_000n; minor += 37n) {
      const [whole = '', fraction = '00'] = formatMoney(money(minor, 'AED'), 'en')
        .slice(4)
        .replaceAll(',', '')
        .split('.');
      expect(BigInt(whole) * 100n + BigInt(fraction)).toBe(minor);
    }
  });

  it('needs no invisible character', () => {
    for (const language of ['en', 'ar'] as const)
      expect(formatMoney(money(129_950n, 'AED'), language)).not.toMatch(/[\p{Cf}\u00a0\u202f]/u);
  });
});
