import type { Arguments, ArgumentsSchema, ArgumentValue, ParameterSchema } from '#domain/functions/tenant-function';
import { fold } from '#domain/understanding/text/clean';
import type { FoundSlot } from './found-slot.js';
import { momentsIn } from './moments.js';
import type { Unit } from './unit.js';

/** What a text says that an argument could be. */
export type Said = { readonly text: string; readonly units: readonly Unit[]; readonly slots: readonly FoundSlot[] };

type Reader = (said: Said, schema: ParameterSchema) => readonly string[];

const codes = /(?<![\p{L}\p{N}])#?((?=[\p{L}\p{N}_/-]*\p{Nd})[\p{L}\p{N}][\p{L}\p{N}_/-]{1,})/gu;

/** "A-1234", "123456": order numbers, parcels, references. */
const codesIn: Reader = ({ text, slots }) =>
  [...text.matchAll(codes)]
    .filter(
      (match) => !slots.some(({ slot, start, end }) => slot === 'date' && match.index < end && match.index >= start),
    )
    .map((match) => match[1] ?? '');

const slotOf =
  (...wanted: readonly FoundSlot['slot'][]): Reader =>
  ({ slots }) =>
    slots.filter(({ slot }) => wanted.includes(slot)).map(({ value }) => value);

const daysIn: Reader = ({ text }) =>
  momentsIn(text, true)
    .filter(({ kind }) => kind === 'day')
    .map(({ start, end }) => text.slice(start, end));

const placesIn: Reader = (said) => {
  const places = said.units.filter(({ kind }) => kind === 'place').map(({ start, end }) => said.text.slice(start, end));
  return places.length > 0 ? places : slotOf('address')(said, anyText);
};

const anyText: ParameterSchema = { type: 'string', description: '', maxLength: 200 };

/** What an argument asks for, told from its name and description, the narrowest first. */
const readers: readonly (readonly [about: RegExp, read: Reader])[] = [
  [/phone|mobile|whatsapp|هاتف|جوال|موبايل/iu, slotOf('phone')],
  [/\b(?:date|day|when)\b|تاريخ|يوم|موعد/iu, daysIn],
  [/\b(?:area|city|town|district|place|emirate|region|location|address)\b|منطقة|مدينة|عنوان|مكان/iu, placesIn],
  [/\b(?:full name|customer name|name of the customer)\b|اسم العميل/iu, slotOf('name')],
];

const named = (name: string, { description }: ParameterSchema): string =>
  `${name.replace(/[_-]/g, ' ')} ${description}`;

const readerOf = (name: string, schema: ParameterSchema): Reader =>
  readers.find(([about]) => about.test(named(name, schema)))?.[1] ?? codesIn;

const listedIn = ({ text }: Said, listed: readonly string[]): readonly string[] => {
  const said = ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return listed.filter((each) => said.includes(` ${fold(each).replace(/[^\p{L}\p{N}]+/gu, ' ')} `));
};

const numbersIn = ({ text }: Said, least: number, most: number): readonly number[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}.,])\d{1,9}(?![\p{L}\p{N}.,]\d)/gu)]
    .map(([digits]) => Number(digits))
    .filter((value) => value >= least && value <= most);

/** The values a text has for one argument; a yes or no is nobody's to read out of a question. */
const valuesFor = (said: Said, name: string, schema: ParameterSchema): readonly ArgumentValue[] => {
  if (schema.type === 'boolean') return [];
  if (schema.type === 'integer') return numbersIn(said, schema.minimum, schema.maximum);
  if (schema.enum !== undefined) return listedIn(said, schema.enum);
  return readerOf(name, schema)(said, schema).filter((value) => value.length <= schema.maxLength);
};

/**
 * The arguments a function would be asked with, cut out of what the customer wrote, or `null` when one that it needs is
 * missing, or could be one of several.
 */
export const argumentsIn = (said: Said, { properties, required }: ArgumentsSchema): Arguments | null => {
  const values: Record<string, ArgumentValue> = {};
  for (const [name, schema] of Object.entries(properties)) {
    const found = [...new Set(valuesFor(said, name, schema))];
    if (found.length === 1) values[name] = found[0] as ArgumentValue;
    else if (required.includes(name)) return null;
  }
  return values;
};
