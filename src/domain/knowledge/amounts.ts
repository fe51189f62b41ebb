import { withAsciiDigits } from '#domain/assistant/words';
import { type Currency, minorDigits } from '#domain/shared/money';

/** An amount of money as it stands in a text. */
export type StatedAmount = { readonly minor: bigint; readonly start: number; readonly end: number };

/** What the tenant's currency is called; a bare number is no amount. */
const namesOf: Readonly<Record<string, string>> = {
  AED: 'aed|dhs?\\.?|dirhams?|د\\.إ|دراهم|درهم(?:ا|ًا)?',
  MAD: 'mad|dhs?\\.?|dirhams?|دراهم|درهم(?:ا|ًا)?',
  SAR: 'sar|srs?\\.?|riyals?|rials?|ر\\.س|ريال(?:ا|ًا|ات)?|﷼',
  QAR: 'qar|qrs?\\.?|riyals?|rials?|ريال(?:ا|ًا|ات)?|﷼',
  OMR: 'omr|riyals?|rials?|ريال(?:ا|ًا|ات)?|﷼',
  KWD: 'kwd|kd|dinars?|د\\.ك|دينار(?:ا|ًا)?|دنانير',
  BHD: 'bhd|bd|dinars?|دينار(?:ا|ًا)?|دنانير',
  JOD: 'jod|jd|dinars?|دينار(?:ا|ًا)?|دنانير',
  IQD: 'iqd|dinars?|دينار(?:ا|ًا)?|دنانير',
  TND: 'tnd|dinars?|دينار(?:ا|ًا)?|دنانير',
  EGP: 'egp|l\\.?e\\.?|pounds?|جنيه(?:ا|ًا|ات)?',
  USD: 'usd|us\\$|\\$|dollars?|bucks?|دولار(?:ا|ًا|ات)?',
  EUR: 'eur|€|euros?|يورو',
  GBP: 'gbp|£|pounds?',
  INR: 'inr|₹|rs\\.?|rupees?|روبي[ةه]',
};

const number = '\\d{1,3}(?:[ ,٬]\\d{3})+(?:[.٫]\\d{1,3})?|\\d+(?:[.,٫]\\d{1,3})?';

const minorOf = (written: string, digits: number): bigint => {
  const grouped = written.replace(/[ ٬]/g, '').replace(/,(?=\d{3}(?!\d))/g, '');
  const [whole = '0', fraction = ''] = grouped.replace(/[٫,]/g, '.').split('.');
  return BigInt(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
};

/** The amounts in the tenant's currency, in order. Digits of every script. */
export const amountsIn = (text: string, currency: Currency): readonly StatedAmount[] => {
  const names = namesOf[currency] ?? currency.toLowerCase();
  const edge = '(?<![\\p{L}\\p{N}])';
  const pattern = new RegExp(
    `${edge}(?:${names})\\s*(${number})(?![\\d%])|${edge}(${number})\\s*(?:${names})(?!\\p{L})`,
    'giu',
  );
  return [...withAsciiDigits(text).matchAll(pattern)].map((match) => ({
    minor: minorOf(match[1] ?? match[2] ?? '0', minorDigits(currency)),
    start: match.index,
    end: match.index + match[0].length,
  }));
};
