import { Currency, Money } from '#domain/shared/money';

/**
 * JSON that loses nothing: dates, big integers and money come back as what they were. They are written as an object with one
 * `$` key; a real key that begins with `$` gets another `$` in front.
 */
export const encodeJson = (value: unknown): string => JSON.stringify(tagged(value));

/** @param text what `encodeJson` made. */
export const decodeJson = <T>(text: string): T =>
  (text.includes('"$') ? untagged(JSON.parse(text)) : JSON.parse(text)) as T;

const tagged = (value: unknown): unknown => {
  if (typeof value === 'bigint') return { $bigint: value.toString() };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof Money) return { $money: [value.minor.toString(), value.currency] };
  return Array.isArray(value) ? taggedArray(value) : taggedObject(value as Record<string, unknown>);
};

/** Nothing is copied that has nothing to tag in it, as most of what is stored has not. */
const taggedArray = (value: readonly unknown[]): readonly unknown[] => {
  let copy: unknown[] | null = null;
  for (let index = 0; index < value.length; index += 1) {
    const each = tagged(value[index]);
    if (each === value[index]) continue;
    copy ??= [...value];
    copy[index] = each;
  }
  return copy ?? value;
};

const taggedObject = (value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const keys = Object.keys(value);
  if (keys.some((key) => key.startsWith('$')))
    return Object.fromEntries(keys.map((key) => [key.startsWith('$') ? `$${key}` : key, tagged(value[key])]));
  let copy: Record<string, unknown> | null = null;
  for (const key of keys) {
    const each = tagged(value[key]);
    if (each === value[key]) continue;
    copy ??= { ...value };
    copy[key] = each;
  }
  return copy ?? value;
};

const special = (key: string, value: unknown): unknown => {
  switch (key) {
    case '$bigint':
      return BigInt(value as string);
    case '$date':
      return new Date(value as number);
    case '$money': {
      const [minor, currency] = value as [string, string];
      return Money.of(BigInt(minor), Currency(currency));
    }
    default:
      return undefined;
  }
};

/** In its place: it was parsed a moment ago, and is nobody else's. */
const untagged = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return untaggedObject(value as Record<string, unknown>);
  for (let index = 0; index < value.length; index += 1) value[index] = untagged(value[index]);
  return value;
};

const untaggedObject = (value: Record<string, unknown>): unknown => {
  const keys = Object.keys(value);
  const [only] = keys;
  if (only !== undefined && keys.length === 1) {
    const restored = special(only, value[only]);
    if (restored !== undefined) return restored;
  }
  if (keys.some((key) => key.startsWith('$$')))
    return Object.fromEntries(keys.map((key) => [key.startsWith('$$') ? key.slice(1) : key, untagged(value[key])]));
  for (const key of keys) value[key] = untagged(value[key]);
  return value;
};
