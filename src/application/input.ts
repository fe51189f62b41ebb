import { DomainError } from '#domain/shared/domain-error';
import { type Language, type LocalizedText, languages } from '#domain/shared/language';
import type { PageRequest } from '#domain/shared/page';

/** What was handed in breaks a rule of the field it names. */
export class InvalidInput extends DomainError {
  readonly code = 'input.invalid';
  readonly kind = 'invalid';
  constructor(field: string, message: string) {
    super(message, { field });
  }
}

/** Control characters (line breaks and tabs apart) and halves of a character: nothing a person types. */
const unprintable = /(?![\t\n\r])[\p{Control}\p{Surrogate}]/u;

/** The text without spaces around it. @throws {InvalidInput} shorter or longer than allowed, or unprintable. */
export const textOf = (field: string, raw: string, max: number, min = 1): string => {
  const text = raw.trim();
  if (text.length < min || text.length > max)
    throw new InvalidInput(field, `${field} must have ${min} to ${max} characters`);
  if (unprintable.test(text)) throw new InvalidInput(field, `${field} holds characters that cannot be shown`);
  return text;
};

/** @throws {InvalidInput} not a whole number within the bounds. */
export const integerOf = (field: string, raw: number, min: number, max: number): number => {
  if (!Number.isSafeInteger(raw) || raw < min || raw > max)
    throw new InvalidInput(field, `${field} must be a whole number from ${min} to ${max}`);
  return raw;
};

/** @throws {InvalidInput} not one of the choices. */
export const oneOf = <T extends string>(field: string, raw: string, choices: readonly T[]): T => {
  const choice = choices.find((each) => each === raw);
  if (choice === undefined) throw new InvalidInput(field, `${field} must be one of: ${choices.join(', ')}`);
  return choice;
};

/** @throws {InvalidInput} more entries than allowed. */
export const listOf = <T>(field: string, raw: readonly T[], max: number, min = 0): readonly T[] => {
  if (raw.length < min || raw.length > max)
    throw new InvalidInput(field, `${field} must have ${min} to ${max} entries`);
  return raw;
};

/** Texts per language; empty ones are left out. @throws {InvalidInput} too long, unknown language, or none though one is needed. */
export const localizedOf = (field: string, raw: LocalizedText, max: number, needed: boolean): LocalizedText => {
  const text: Partial<Record<Language, string>> = {};
  for (const [key, value] of Object.entries(raw)) {
    const language = oneOf(`${field} language`, key, languages);
    const clean = textOf(field, value, max, 0);
    if (clean !== '') text[language] = clean;
  }
  if (needed && Object.keys(text).length === 0)
    throw new InvalidInput(field, `${field} is needed in at least one language`);
  return text;
};

export type PageInput = { readonly after?: string | null | undefined; readonly limit?: number | undefined };

/** 50 entries unless told. @throws {InvalidInput} */
export const pageOf = ({ after, limit }: PageInput): PageRequest => ({
  after: after ?? null,
  limit: integerOf('limit', limit ?? 50, 1, 100),
});
