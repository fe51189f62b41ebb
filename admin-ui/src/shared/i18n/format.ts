import type { Money } from '../api/types.js';
import type { Language } from './plural.js';
import { localeOf, writeNumber } from './plural.js';

const cached = <K extends string, V>(make: (key: K) => V): ((key: K) => V) => {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
};

/** ISO 4217's minor digits where they are not two; the same list as the server's, which a test holds against it. */
const unusualDigits: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
};

/** How many digits of the minor unit: 2 for AED, 0 for JPY, 3 for KWD. */
export const minorDigits = (currency: string): number => unusualDigits[currency] ?? 2;

/** Minor units as an exact decimal, never through a float: `decimalOf(1505, 2)` is `15.05`. */
export const decimalOf = (minor: number, digits: number): string => {
  const sign = minor < 0 ? '-' : '';
  const whole = BigInt(Math.abs(minor))
    .toString()
    .padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole.slice(0, -digits)}.${whole.slice(-digits)}`;
};

/** What a person typed as minor units, or `null` if it is no amount of this currency. Arabic digits and separators count. */
export const minorOf = (typed: string, digits: number): number | null => {
  const plain = typed
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replaceAll('٫', '.')
    .replace(/[\s٬,]/g, '');
  const match = /^(\d{1,16})(?:\.(\d*))?$/.exec(plain);
  if (match === null) return null;
  const fraction = match[2] ?? '';
  if (fraction.replace(/0+$/, '').length > digits) return null;
  const minor = Number(BigInt(`${match[1]}${fraction.slice(0, digits).padEnd(digits, '0')}`));
  return minor <= 1_000_000_000_000_000 ? minor : null;
};

const moneyFormat = cached((key: string) => {
  const [language, currency = 'USD', digits] = key.split('|');
  return new Intl.NumberFormat(localeOf(language === 'ar' ? 'ar' : 'en'), {
    style: 'currency',
    currency,
    currencyDisplay: language === 'ar' ? 'symbol' : 'code',
    minimumFractionDigits: Number(digits),
    maximumFractionDigits: Number(digits),
  });
});

/** `AED 15.00`, `د.إ. 15.00`; exact, because Intl is given the decimal as text. Whole amounts go without `.00`. */
export const formatMoney = ({ minor, currency }: Money, language: Language): string => {
  const digits = minorDigits(currency);
  const isWhole = minor % 10 ** digits === 0;
  const decimal = decimalOf(minor, digits) as `${number}`;
  return moneyFormat(`${language}|${currency}|${isWhole ? 0 : digits}`).format(decimal);
};

export const formatNumber = writeNumber;

/** 0.873 → 87 %. */
export const formatShare = (share: number, language: Language): string =>
  new Intl.NumberFormat(localeOf(language), { style: 'percent', maximumFractionDigits: 0 }).format(share);

const dateFormats: Readonly<Record<'date' | 'time' | 'exact', Intl.DateTimeFormatOptions>> = {
  // Not the medium style, which in Arabic is digits only: the month is a word in both.
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { timeStyle: 'short' },
  exact: { dateStyle: 'full', timeStyle: 'long' },
};
const dateFormat = cached((key: string) => {
  const [language, zone, style] = key.split('|');
  const options = dateFormats[style === 'time' ? 'time' : style === 'exact' ? 'exact' : 'date'];
  return new Intl.DateTimeFormat(localeOf(language === 'ar' ? 'ar' : 'en'), { ...options, timeZone: zone });
});

export const formatAt = (iso: string, style: keyof typeof dateFormats, language: Language, timeZone: string): string =>
  dateFormat(`${language}|${timeZone}|${style}`).format(new Date(iso));

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const relativeFormat = cached(
  (language: Language) => new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto', style: 'short' }),
);

/** "3 min. ago", "yesterday"; the date itself once it is a week away. */
export const formatRelative = (iso: string, nowMs: number, language: Language, timeZone: string): string => {
  const agoMs = new Date(iso).getTime() - nowMs;
  if (Math.abs(agoMs) > 7 * 86_400_000) return formatAt(iso, 'date', language, timeZone);
  const [unit, size] = steps.find(([, each]) => Math.abs(agoMs) >= each) ?? ['second', 1_000];
  return unit === 'second'
    ? relativeFormat(language).format(0, 'second')
    : relativeFormat(language).format(Math.trunc(agoMs / size), unit);
};

/** "45 s", "3 min", "2 h": one figure and its unit. */
export const formatDuration = (ms: number, language: Language): string => {
  const [unit, size] =
    ms < 60_000
      ? (['second', 1_000] as const)
      : ms < 3_600_000
        ? (['minute', 60_000] as const)
        : (['hour', 3_600_000] as const);
  const options: Intl.NumberFormatOptions = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 };
  const value = ms / size;
  return new Intl.NumberFormat(localeOf(language), options).format(
    value < 10 ? Math.round(value * 10) / 10 : Math.round(value),
  );
};

/** The text in the wanted language, else in whichever exists. */
export const localized = (text: { en?: string; ar?: string }, language: Language): string =>
  text[language] ?? text.en ?? text.ar ?? '';
