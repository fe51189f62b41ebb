import { clean } from '#domain/understanding/text/clean';
import { canonical, tokeniseClean } from '../text/tokenise.js';
import type { Collecting, FoundSlot } from './found-slot.js';
import { readUnits } from './read-units.js';
import { slotsIn } from './slots.js';
import { hasCue, isCue, type Unit } from './unit.js';

/** What one part of a message says. */
export type Clause = {
  /** Cleaned. */
  readonly text: string;
  readonly canonical: string;
  /** Without the words of `slots`. */
  readonly units: readonly Unit[];
  readonly everything: readonly Unit[];
  readonly slots: readonly FoundSlot[];
};

/** Longer messages are read from their end: what was said last counts. */
const maxLength = 1_500;
const maxTokens = 160;

const clauseOf = (text: string, collecting: Collecting): Clause => {
  const units = readUnits(tokeniseClean(text, maxTokens), collecting.vocabulary);
  const slots = slotsIn(text, { ...collecting, isOpen: collecting.isOpen || hasCue(units, 'order') });
  return {
    text,
    canonical: canonical(text),
    everything: units,
    units: units.filter((unit) => !slots.some((slot) => unit.start >= slot.start && unit.end <= slot.end)),
    slots,
  };
};

/** Where one thought ends and another question begins. */
const boundary =
  /[\n?!؟¿¡;؛।]+|\.(?=\s|$)|[,،]?\s+(?:and|also|plus|but|&)\s+(?=(?:also\s+)?(?:how|what|whats|do|does|can|could|is|are|where|when|which|will|would|please|cancel|book|order)\b)|[,،]\s*(?=(?:how|what|do you|can|is|are|where|when|which|i want|i need)\b)|[,،]\s*(?=(?:cu[aá]nto|quanto|qu[eé]|c[oó]mo|kitn[aei]|kya|tienen|voc[eê]s)(?!\p{L}))|[,،]?\s+(?=و(?:هل|كم|بكم|كيف|متى|وين|فين|أين|اين|ازاي|امتى|عندكم|ابغى|اريد|أريد|بدي)(?!\p{L}))|[,،]\s*(?=(?:هل|كم|بكم|كيف|متى|وين|فين|أين|اين|ازاي|امتى|عندكم|قديش|بكام)(?!\p{L}))/iu;

export const wholeOf = (messages: readonly string[]): string => clean(messages.join('\n')).slice(-maxLength).trim();

/** The message as one clause, and as the several it may be. */
export const clausesOf = (
  messages: readonly string[],
  collecting: Collecting,
): { readonly whole: Clause; readonly parts: readonly Clause[] } => {
  const text = wholeOf(messages);
  const parts = text
    .split(boundary)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .map((part) => clauseOf(part, collecting));
  return { whole: clauseOf(text, collecting), parts: parts.slice(-8) };
};

/** Does the clause take back what was said before it: "no wait", "أقصد"? */
export const corrects = (clause: Clause): boolean => clause.units.some((unit) => isCue(unit, 'correct', 'forget'));
