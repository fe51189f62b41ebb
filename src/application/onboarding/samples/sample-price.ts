import { type Currency, minorDigits } from '#domain/shared/money';

/** About how many units of a currency a dollar buys: for round sample prices, and nothing else. Others count as dollars. */
const perDollar: Readonly<Record<string, number>> = {
  AED: 3.7,
  SAR: 3.75,
  QAR: 3.65,
  KWD: 0.31,
  BHD: 0.38,
  OMR: 0.385,
  JOD: 0.71,
  IQD: 1_310,
  EGP: 50,
  MAD: 10,
  TND: 3.1,
  LBP: 89_500,
  TRY: 40,
  EUR: 0.9,
  GBP: 0.8,
  CHF: 0.9,
  INR: 85,
  PKR: 280,
  IDR: 16_000,
  JPY: 150,
  KRW: 1_400,
  VND: 25_000,
  CLP: 950,
  NGN: 1_500,
  KES: 130,
  ZAR: 18,
};

/** Two figures of the amount count: 183 is 180, 4.65 is 4.7; and nothing smaller than the currency has. */
const round = (amount: number, digits: number): number => {
  const step = Math.max(10 ** (Math.floor(Math.log10(amount)) - 1), 10 ** -digits);
  return Math.max(1, Math.round(amount / step)) * step;
};

/** A round price in minor units of the currency, whatever its number of decimals. */
export const samplePrice = (dollars: number, currency: Currency): number => {
  const digits = minorDigits(currency);
  const rate = Object.hasOwn(perDollar, currency) ? (perDollar[currency] ?? 1) : 1;
  return Math.round(round(dollars * rate, digits) * 10 ** digits);
};
