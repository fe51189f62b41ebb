import { isInWordsOf } from '#domain/assistant/slots';
import { exact, integer, oneOf, Refused, text } from '#domain/assistant/strict';
import type { Arguments, ArgumentsSchema, ArgumentValue, ParameterSchema } from '#domain/functions/tenant-function';

const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const checkedValue = (raw: unknown, schema: ParameterSchema): ArgumentValue => {
  switch (schema.type) {
    case 'string': {
      if (schema.enum !== undefined) return oneOf(raw, schema.enum);
      const value = text(raw, schema.maxLength).trim();
      if (value === '' || unprintable.test(value)) throw new Refused('not a printable text');
      return value;
    }
    case 'integer':
      return integer(raw, schema.minimum, schema.maximum);
    case 'boolean':
      if (typeof raw !== 'boolean') throw new Refused('not a boolean');
      return raw;
  }
};

/** Exactly what the schema asks for. @throws {Refused} */
export const parseArguments = (raw: unknown, { properties, required }: ArgumentsSchema): Arguments => {
  const names = Object.keys(properties);
  const given = exact(
    raw,
    required,
    names.filter((name) => !required.includes(name)),
  );
  const values: Record<string, ArgumentValue> = {};
  for (const name of names) {
    const schema = properties[name];
    if (schema !== undefined && Object.hasOwn(given, name)) values[name] = checkedValue(given[name], schema);
  }
  return values;
};

/**
 * Is every free argument something the customer wrote? A model may choose among words an admin listed; it may not ask the
 * tenant's systems about an order, a person or a place the customer never named.
 */
export const areInWordsOf = (values: Arguments, { properties }: ArgumentsSchema, written: readonly string[]): boolean =>
  Object.entries(values).every(([name, value]) => {
    const schema = properties[name];
    const isFree = schema?.type === 'integer' || (schema?.type === 'string' && schema.enum === undefined);
    return !isFree || isInWordsOf(String(value), written);
  });
