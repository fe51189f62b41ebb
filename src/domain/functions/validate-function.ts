import { currencies } from '#domain/assistant/forbidden-words';
import type { ParameterSchema, ResultField, TenantFunction } from '#domain/functions/tenant-function';
import { DomainError } from '#domain/shared/domain-error';
import { allTexts, type LocalizedText } from '#domain/shared/language';

export const functionLimits = {
  functions: 20,
  parameters: 8,
  fields: 8,
  enum: 20,
  choices: 20,
  examples: 20,
  template: 500,
  timeoutMs: { least: 500, most: 8_000 },
} as const;

/** It cannot be asked, or its answer not be said, as it is. */
export class FunctionInvalid extends DomainError {
  readonly code = 'function.invalid';
  readonly kind = 'invalid';
  constructor(field: string, message: string) {
    super(message, { field });
  }
}

const key = /^[a-z][a-z0-9_]{0,39}$/;
const path = /^(?!.*(?:__proto__|prototype|constructor))[A-Za-z0-9_-]{1,60}(?:\.[A-Za-z0-9_-]{1,60}){0,5}$/;
const header =
  /^(?!(?:host|connection|content-length|content-type|transfer-encoding|cookie|accept.*|upgrade|te)$)[a-z][a-z0-9-]{0,39}$/;

/** The words and blanks of a template: `['Parcel ', 'number', '.']`. */
export const templatePieces = (template: string): string[] => template.split(/\{(\w+)\}/);

const assert = (holds: boolean, field: string, message: string): void => {
  if (!holds) throw new FunctionInvalid(field, message);
};

const assertParameter = (name: string, schema: ParameterSchema): void => {
  const field = `parameters.${name}`;
  assert(key.test(name), field, 'a parameter is named with lower-case letters, digits and underscores');
  if (schema.type === 'integer') assert(schema.minimum <= schema.maximum, field, 'minimum must not be above maximum');
  if (schema.type === 'string' && schema.enum !== undefined)
    assert(schema.enum.length > 0 && schema.enum.every((each) => each.trim() !== ''), field, 'enum holds words');
};

const assertWords = (text: LocalizedText, field: string): void => {
  for (const words of allTexts(text))
    assert(
      !currencies.test(words) && !/[%٪]/.test(words),
      field,
      'no name or sign of money is written here: an amount is a field of the type money',
    );
};

const assertField = ({ name, path: place, type, choices }: ResultField): void => {
  const field = `fields.${name}`;
  assert(key.test(name), field, 'a field is named with lower-case letters, digits and underscores');
  assert(path.test(place), field, 'a path is made of names and numbers with dots, such as order.eta');
  const known = Object.entries(choices ?? {});
  if (type !== 'choice') assert(known.length === 0, field, 'only a choice has choices');
  else assert(known.length > 0 && known.length <= functionLimits.choices, field, 'a choice has 1 to 20 choices');
  for (const [, words] of known) {
    assert(
      allTexts(words).some((each) => each.trim() !== ''),
      field,
      'each choice needs words',
    );
    assertWords(words, field);
  }
};

const assertTemplate = ({ template, fields }: Pick<TenantFunction, 'template' | 'fields'>): void => {
  const names = new Set(fields.map(({ name }) => name));
  for (const text of allTexts(template)) {
    const pieces = templatePieces(text);
    const blanks = pieces.filter((_, index) => index % 2 === 1);
    assert(
      blanks.every((blank) => names.has(blank)),
      'template',
      'every {blank} of the template is a field',
    );
    assertWords({ en: pieces.filter((_, index) => index % 2 === 0).join(' ') }, 'template');
    assert(
      (
        pieces
          .filter((_, index) => index % 2 === 0)
          .join(' ')
          .match(/\p{L}+/gu) ?? []
      ).length >= 2,
      'template',
      'a value never stands alone: the template says in a few words what it is',
    );
    assert(!/[{}]/.test(pieces.join('')), 'template', 'a brace stands around the name of a field only');
  }
  assert(
    allTexts(template).some((text) => text.trim() !== ''),
    'template',
    'the template says something in at least one language',
  );
};

/** What no schema says about a function. @throws {FunctionInvalid} */
export const assertFunction = (
  about: Pick<TenantFunction, 'parameters' | 'fields' | 'template' | 'secretHeader'>,
): void => {
  const { properties, required } = about.parameters;
  assert(header.test(about.secretHeader), 'secretHeader', 'secretHeader is a header that may carry a secret');
  for (const [name, schema] of Object.entries(properties)) assertParameter(name, schema);
  assert(
    required.every((name) => Object.hasOwn(properties, name)) && new Set(required).size === required.length,
    'parameters.required',
    'what is required is one of the properties, once',
  );
  for (const field of about.fields) assertField(field);
  assert(new Set(about.fields.map(({ name }) => name)).size === about.fields.length, 'fields', 'a name is given once');
  assertTemplate(about);
};
