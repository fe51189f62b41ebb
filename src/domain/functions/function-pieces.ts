import { answerOf, type CallSnapshot } from '#domain/functions/call-snapshot';
import { valueText } from '#domain/functions/result-values';
import { templatePieces } from '#domain/functions/validate-function';
import { FunctionId } from '#domain/shared/ids';
import { type Language, textIn } from '#domain/shared/language';
import type { Currency } from '#domain/shared/money';

/** A piece of what is said: `fnc_….words.0` is the template's, `fnc_….value.eta` the answer's. */
export type FunctionPiece = { readonly field: string; readonly text: string };

/** The tenant's words with the values in their blanks; nothing at all when a value is missing. */
export const functionPieces = (
  raw: string,
  calls: CallSnapshot,
  language: Language,
  currency: Currency,
): readonly FunctionPiece[] => {
  const id = FunctionId(raw);
  const answer = answerOf(id, calls);
  if (answer === null) return [];
  const { called, values } = answer;
  const pieces = templatePieces(textIn(called.template, language).trim()).map((piece, index): FunctionPiece | null => {
    if (index % 2 === 0) return { field: `${id}.words.${index}`, text: piece };
    const field = called.fields.find(({ name }) => name === piece);
    const value = values[piece];
    if (field === undefined || value === undefined) return null;
    return { field: `${id}.value.${piece}`, text: valueText(value, field, language, currency) };
  });
  return pieces.every((piece) => piece !== null) ? pieces.filter(({ text }) => text !== '') : [];
};
