/** The languages of the panel. */
export type Language = 'en' | 'ar';

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Latin digits in both: prices, numbers of orders and times read the same everywhere in the panel. */
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', ar: 'ar-AE-u-nu-latn' };
export const localeOf = (language: Language): string => locales[language];

// Made at their first use: each costs milliseconds of the start, and most people read one language.
const once = <V>(make: (language: Language) => V): ((language: Language) => V) => {
  const made: Partial<Record<Language, V>> = {};
  return (language) => {
    made[language] ??= make(language);
    return made[language];
  };
};
const rulesOf = once((language) => new Intl.PluralRules(language));
const numbersOf = once((language) => new Intl.NumberFormat(locales[language]));

/** `12,345`. Whole numbers, which nearly all are, go without Intl: its first use costs a start 10 ms. */
export const writeNumber = (value: number, language: Language): string =>
  Number.isInteger(value) && Math.abs(value) < 1e15
    ? String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
    : numbersOf(language).format(value);

/** The form for `count`, with `#` as the number: `plural('en', 2, { one: '# order', other: '# orders' })`. */
export const plural = (language: Language, count: number, forms: Forms): string =>
  (forms[rulesOf(language).select(count)] ?? forms.other).replace('#', writeNumber(count, language));

/** Number and noun in Arabic need up to six forms; `two` names no number. */
export const arPlural = (count: number, forms: Forms): string => plural('ar', count, forms);
export const enPlural = (count: number, one: string, other: string): string => plural('en', count, { one, other });
