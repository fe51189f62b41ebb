/** Why a value was refused; never leaves `parseProposal`. */
export class Refused extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/**
 * A plain object: its prototype is nobody's but JavaScript's own, so nothing is inherited that was not there.
 * @throws {Refused}
 */
export const plainObject = (raw: unknown): Fields => {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new Refused('not an object');
  const prototype: unknown = Object.getPrototypeOf(raw);
  if (prototype !== Object.prototype && prototype !== null) throw new Refused('not a plain object');
  return raw as Fields;
};

/**
 * The own fields of a plain object: all of `required`, any of `optional`, nothing else.
 * @throws {Refused}
 */
export const exact = (raw: unknown, required: readonly string[], optional: readonly string[] = []): Fields => {
  const fields = plainObject(raw);
  const known: readonly (string | symbol)[] = [...required, ...optional];
  if (Reflect.ownKeys(fields).some((key) => !known.includes(key))) throw new Refused('unknown field');
  if (required.some((key) => !Object.hasOwn(fields, key))) throw new Refused('missing field');
  return fields;
};

/** @throws {Refused} */
export const text = (raw: unknown, longest: number): string => {
  if (typeof raw !== 'string' || raw.length > longest) throw new Refused('not a short text');
  return raw;
};

/** @throws {Refused} */
export const integer = (raw: unknown, least: number, most: number): number => {
  if (typeof raw !== 'number' || !Number.isSafeInteger(raw) || raw < least || raw > most)
    throw new Refused('not in range');
  return raw + 0; // -0 becomes 0
};

/** @throws {Refused} */
export const oneOf = <Value extends string>(raw: unknown, values: readonly Value[]): Value => {
  const found = values.find((value) => value === raw);
  if (found === undefined) throw new Refused('not one of the values');
  return found;
};

/** @throws {Refused} not an array, a hole in it, or too few or many items. */
export const listOf = <Item>(raw: unknown, fewest: number, most: number, item: (raw: unknown) => Item): Item[] => {
  if (!Array.isArray(raw) || raw.length < fewest || raw.length > most) throw new Refused('not a list of that length');
  return Array.from(raw, (each: unknown) => item(each));
};
