import { sellingWords } from '#domain/assistant/vocabulary';
import { wordsOf } from '#domain/assistant/words';
import type { CallableFunction, ResultField } from '#domain/functions/tenant-function';
import { formatMoney } from '#domain/shared/format-money';
import { type Language, textIn } from '#domain/shared/language';
import { type Currency, Money, minorDigits } from '#domain/shared/money';

/** A value of an answer that may be said: checked, and in one form. Money is in the tenant's minor units. */
export type ResultValue = string;
export type ResultValues = Readonly<Record<string, ResultValue>>;

const longestText = 60;
/** Letters of any script, digits, and what stands in names, codes and addresses. No sign of money, no link, no markup. */
const plainText = /^[\p{L}\p{M}\p{Nd} .,'’()#/+-]+$/u;
const money =
  /(?:aed|sar|qar|omr|kwd|bhd|usd|eur|gbp|inr|egp|dhs?|dirhams?|riyals?|dinars?|dollars?|euros?|rupees?|درهم|دراهم|ريال|دينار|دولار|يورو|جنيه)/iu;

const at = (json: unknown, path: string): unknown => {
  let value = json;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return value;
};

const mostParts = 4;
const mostWords = 4;

/** A name, a code or an address: a few words, or a few such parts with commas. No sentence is one. */
const isAName = (value: string): boolean => {
  const parts = value.split(/[,،]/);
  return (
    !/[.!?؟।]$|[.!?؟।]\s/u.test(value) &&
    parts.length <= mostParts &&
    parts.every((part) => part.trim() !== '' && part.trim().split(/\s+/).length <= mostWords)
  );
};

/** Said as a fact of the tenant's, so nothing in it may grant, promise or price; a customer may have put it there. */
const textValue = (raw: unknown): ResultValue | null => {
  if (typeof raw !== 'string') return null;
  const value = raw.normalize('NFC').trim();
  if (!isAName(value)) return null;
  if (value === '' || value.length > longestText || !plainText.test(value) || money.test(value)) return null;
  return wordsOf(value).some((word) => sellingWords.has(word)) ? null : value;
};

const numberValue = (raw: unknown): ResultValue | null => {
  const value = typeof raw === 'string' && /^-?\d{1,12}(?:\.\d{1,6})?$/.test(raw) ? Number(raw) : raw;
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 1e12) return null;
  return String(Math.round(value * 100) / 100);
};

const dateValue = (raw: unknown): ResultValue | null => {
  const found = typeof raw === 'string' ? /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(raw) : null;
  if (found === null) return null;
  const [, year = '', month = '', day = '', hour, minute] = found;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  if (hour === undefined || minute === undefined) return `${year}-${month}-${day}`;
  return Number(hour) < 24 && Number(minute) < 60 ? `${year}-${month}-${day}T${hour}:${minute}` : null;
};

/** An exact amount in major units, `12.5` or `"12.50"`; one that does not fit the currency's digits is none. */
const moneyValue = (raw: unknown, currency: Currency): ResultValue | null => {
  const written = typeof raw === 'number' && Number.isFinite(raw) ? String(raw) : raw;
  const decimals = minorDigits(currency);
  const found = typeof written === 'string' ? /^(\d{1,12})(?:\.(\d{1,3}))?$/.exec(written) : null;
  if (found === null) return null;
  const [, whole = '', fraction = ''] = found;
  if (fraction.length > decimals && !/^0*$/.test(fraction.slice(decimals))) return null;
  return String(BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0')));
};

const checkedValue = (raw: unknown, { type, choices }: ResultField, currency: Currency): ResultValue | null => {
  switch (type) {
    case 'text':
      return textValue(raw);
    case 'choice':
      return (typeof raw === 'string' || typeof raw === 'boolean') && Object.hasOwn(choices ?? {}, String(raw))
        ? String(raw)
        : null;
    case 'number':
      return numberValue(raw);
    case 'date':
      return dateValue(raw);
    case 'money':
      return moneyValue(raw, currency);
  }
};

/** The values of an answer, or the name of the first field that cannot be said: then nothing of the answer is. */
export const valuesIn = (
  json: unknown,
  { fields }: Pick<CallableFunction, 'fields'>,
  currency: Currency,
): { readonly values: ResultValues } | { readonly fault: string } => {
  const values: Record<string, ResultValue> = {};
  for (const field of fields) {
    const value = checkedValue(at(json, field.path), field, currency);
    if (value === null) return { fault: field.name };
    values[field.name] = value;
  }
  return { values };
};

const months = {
  en: 'January February March April May June July August September October November December'.split(' '),
  ar: 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'.split(' '),
} as const;

const dateText = (value: ResultValue, language: Language): string => {
  const [day = '', time] = value.split('T');
  const [year, month, date] = day.split('-').map(Number);
  const words = `${date} ${months[language][(month ?? 1) - 1]} ${year}`;
  return time === undefined ? words : `${words}${language === 'ar' ? '، ' : ', '}${time}`;
};

/** The value as a customer reads it. */
export const valueText = (
  value: ResultValue,
  { type, choices }: ResultField,
  language: Language,
  currency: Currency,
): string => {
  if (type === 'money') return formatMoney(Money.of(BigInt(value), currency), language);
  if (type === 'date') return dateText(value, language);
  return type === 'choice' ? textIn(choices?.[value] ?? {}, language).trim() : value;
};
