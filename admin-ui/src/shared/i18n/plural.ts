/** The languages of the panel. */
export type Language = 'en' | 'ar';

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Latin digits in both: prices, numbers of orders and times read the same everywhere in the panel. */
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', ar: 'ar-AE-u-nu-latn' };
export const localeOf = (language: Language): string => locales[language];

const rules = { en: new Intl.PluralRules('en'), ar: new Intl.PluralRules('ar') };
const numbers = { en: new Intl.NumberFormat(locales.en), ar: new Intl.NumberFormat(locales.ar) };

/** The form for `count`, with `#` as the number: `plural('en', 2, { one: '# order', other: '# orders' })`. */
export const plural = (language: Language, count: number, forms: Forms): string =>
  (forms[rules[language].select(count)] ?? forms.other).replace('#', numbers[language].format(count));

/** Number and noun in Arabic need up to six forms; `two` names no number. */
export const arPlural = (count: number, forms: Forms): string => plural('ar', count, forms);
export const enPlural = (count: number, one: string, other: string): string => plural('en', count, { one, other });
