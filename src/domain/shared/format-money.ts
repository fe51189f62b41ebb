import type { Language } from '#domain/shared/language';
import { type Money, minorDigits } from '#domain/shared/money';

/** What the currency is called in Arabic; others are written by their code. */
const arabicWords: Readonly<Record<string, string>> = {
  AED: 'درهم',
  SAR: 'ريال',
  QAR: 'ريال قطري',
  OMR: 'ريال عماني',
  KWD: 'دينار كويتي',
  BHD: 'دينار بحريني',
  JOD: 'دينار أردني',
  IQD: 'دينار عراقي',
  EGP: 'جنيه مصري',
  MAD: 'درهم مغربي',
  TND: 'دينار تونسي',
  USD: 'دولار أمريكي',
  EUR: 'يورو',
};

const currencyName = (currency: string, language: Language): string =>
  language === 'ar' && Object.hasOwn(arabicWords, currency) ? (arabicWords[currency] ?? currency) : currency;

/** Digits of the amount with thousands grouped; decimals only when there are any: "1,299", "149.50", "0.375". */
const digitsOf = (minor: bigint, decimals: number): string => {
  const padded = minor.toString().padStart(decimals + 1, '0');
  const whole = padded.slice(0, padded.length - decimals).replace(/\B(?=(?:\d{3})+$)/g, ',');
  const fraction = padded.slice(padded.length - decimals);
  return decimals === 0 || /^0+$/.test(fraction) ? whole : `${whole}.${fraction}`;
};

/**
 * The one place that writes an amount. Latin digits in both languages. Arabic puts the number first, which stays in order
 * without invisible characters as long as an Arabic word stands before it: the templates see to that.
 */
export const formatMoney = (money: Money, language: Language): string => {
  const negative = money.minor < 0n;
  const digits = `${negative ? '-' : ''}${digitsOf(negative ? -money.minor : money.minor, minorDigits(money.currency))}`;
  const name = currencyName(money.currency, language);
  return language === 'ar' ? `${digits} ${name}` : `${name} ${digits}`;
};
