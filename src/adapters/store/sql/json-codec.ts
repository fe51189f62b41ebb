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
  if (Array.isArray(value)) return value.map(tagged);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key.startsWith('$') ? `$${key}` : key, tagged(each)]),
  );
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

const untagged = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(untagged);
  const entries = Object.entries(value);
  const [only] = entries;
  if (only !== undefined && entries.length === 1) {
    const restored = special(only[0], only[1]);
    if (restored !== undefined) return restored;
  }
  return Object.fromEntries(entries.map(([key, each]) => [key.startsWith('$$') ? key.slice(1) : key, untagged(each)]));
};
