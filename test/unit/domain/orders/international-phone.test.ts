import { describe, expect, it } from 'vitest';
import { internationalPhone } from '#domain/orders/international-phone';
import { Currency } from '#domain/shared/money';

describe('a number as the world dials it', () => {
  it.each([
    ['0501234567', 'AED', '+971501234567'],
    ['501234567', 'AED', '+971501234567'],
    ['045550142', 'AED', '+97145550142'],
    ['0551234567', 'SAR', '+966551234567'],
    ['99887766', 'KWD', '+96599887766'],
    ['01012345678', 'EGP', '+201012345678'],
    ['0791234567', 'JOD', '+962791234567'],
    ['07911123456', 'GBP', '+447911123456'],
    ['12125550142', 'USD', '+12125550142'],
    ['2125550142', 'USD', '+12125550142'],
  ])('%s of a business that trades in %s is %s', (number, currency, expected) => {
    expect(internationalPhone(number, Currency(currency))).toBe(expected);
  });

  it.each([
    ['+447911123456', 'AED'],
    ['0501234567', 'EUR'],
    ['1234567', 'AED'],
    ['12345678901234', 'SAR'],
  ])('%s of a business that trades in %s stays as it is', (number, currency) => {
    expect(internationalPhone(number, Currency(currency))).toBe(number);
  });
});
