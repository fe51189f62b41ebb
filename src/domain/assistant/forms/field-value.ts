import { dateIn } from '#domain/assistant/forms/read-date';
import { validateSlot } from '#domain/assistant/slots';
import { firmNo, firmYes } from '#domain/assistant/vocabulary';
import { hasPhrase, normalised, withAsciiDigits, wordsOf } from '#domain/assistant/words';
import { checkField } from '#domain/leads/check-submission';
import type { FormField } from '#domain/leads/form';
import { allTexts, type Language, textIn } from '#domain/shared/language';

export type Reading = { readonly today: string | undefined; readonly language: Language };

/** What a checkbox is left with when it is not ticked; nothing is kept of it. */
export const unticked = 'no';

const ticked = (raw: string): string | null => {
  const words = wordsOf(raw);
  if (words.some((word) => firmNo.has(word))) return unticked;
  return words.some((word) => firmYes.has(word)) ? 'yes' : null;
};

/** The option that is named, if it is one alone; in the words of the conversation's language. */
const optionNamed = ({ options }: FormField, raw: string, { language }: Reading): string | null => {
  const said = normalised(raw);
  const same = options.filter((option) => allTexts(option).some((text) => normalised(text) === said));
  const held = options.filter((option) => allTexts(option).some((text) => hasPhrase(raw, text)));
  const [found, ...others] = same.length > 0 ? same : held;
  return found === undefined || others.length > 0 ? null : textIn(found, language).trim();
};

/** "Write to sara@example.com." ends in a full stop, and the address does not. */
const addressIn = (raw: string): string => raw.trim().replace(/^<|[>.,;،؛!]+$/gu, '');

const readers: Readonly<Record<FormField['type'], (raw: string, field: FormField, reading: Reading) => string | null>> =
  {
    name: (raw) => validateSlot('name', raw),
    email: addressIn,
    phone: (raw) => validateSlot('phone', raw),
    text: (raw) => raw,
    message: (raw) => raw,
    select: (raw, field, reading) => optionNamed(field, raw, reading),
    checkbox: ticked,
    date: (raw, _, { today }) => dateIn(withAsciiDigits(raw), today)?.day ?? null,
  };

/** What was written as the form keeps it, or `null` when it does not fit the field. */
export const fieldValue = (field: FormField, raw: string, reading: Reading): string | null => {
  const value = readers[field.type](raw, field, reading);
  if (value === null || value.trim() === '') return null;
  if (field.type === 'checkbox' && value === unticked) return field.required ? null : unticked;
  const { text, fault } = checkField(field, value);
  return fault === null && text !== '' ? text : null;
};
