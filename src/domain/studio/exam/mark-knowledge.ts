import { wordsOf } from '#domain/assistant/words';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { allTexts } from '#domain/shared/language';
import { type ExamAnswer, handedOver, type Marked, right, wrong } from '#domain/studio/exam/exam-mark';
import type { Expectation } from '#domain/studio/exam/exam-question';
import { quotedIn, tells } from '#domain/studio/exam/tenant-texts';

type About<Name extends Expectation['expect']> = Extract<Expectation, { expect: Name }>;

/** Line by line, since an answer to a first message begins with who is speaking. */
const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean);

const isAmong = (lines: readonly string[], others: readonly string[]): boolean =>
  lines.length > 0 && lines.every((line) => others.includes(line));

const saysTheSame = (one: string, other: string): boolean =>
  isAmong(linesOf(one), linesOf(other)) || isAmong(linesOf(other), linesOf(one));

/** Corrected once, and the right answer is not switched on yet: it may say nothing, but not the same again. */
export const notAgain = ({ wrong: before, answer }: About<'not_again'>, { text, escalation }: ExamAnswer): Marked => {
  if (allTexts(answer).some((each) => text.includes(each.trim()))) return right;
  if (escalation !== null) return handedOver;
  return saysTheSame(text, before) ? wrong('said_again') : handedOver;
};

const sharesAWord = (one: string, other: string): boolean => {
  const words = new Set(wordsOf(one).filter((word) => word.length > 3));
  return wordsOf(other).some((word) => words.has(word));
};

/** A sentence of this document, or anything else the tenant wrote; never one of another document about something else. */
export const ofDocument = (
  { document, about }: About<'document'>,
  { text, escalation }: ExamAnswer,
  catalogue: CatalogueSnapshot,
): Marked => {
  if (escalation !== null || !tells(text, catalogue)) return handedOver;
  const strange = quotedIn(text, catalogue).some(
    (each) => each.documentId !== document && !sharesAWord(`${each.heading} ${each.text}`, about),
  );
  return strange ? wrong('another_document') : right;
};
