import { echoOf } from '#domain/assistant/slots';
import { moneyWords, sellingWords } from '#domain/assistant/vocabulary';
import { wordsOf } from '#domain/assistant/words';

/** Kinds of values a form repeats besides an order's details. */
export const echoedKinds = ['name', 'phone', 'email', 'day'] as const;
export type EchoedKind = (typeof echoedKinds)[number];

const isHarmlessAddress = (value: string): boolean =>
  value.length <= 60 &&
  /^[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/iu.test(value) &&
  !wordsOf(value).some((word) => sellingWords.has(word) || moneyWords.has(word));

/**
 * The value as the assistant may repeat it, or `null` when it only says that it was noted: whatever a customer calls himself, it
 * must not seem a promise of ours.
 */
export const echoOfField = (kind: EchoedKind, value: string): string | null => {
  if (kind === 'email') return isHarmlessAddress(value) ? value : null;
  if (kind === 'day') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
  return echoOf(kind, value);
};
