import { moneyWords, sellingWords } from '#domain/assistant/vocabulary';
import { saysWhen } from '#domain/assistant/when-said';
import { normalised, withAsciiDigits, wordsOf } from '#domain/assistant/words';
import { cleanText } from '#domain/conversation/message-content';
import type { OrderSlot } from '#domain/orders/order-slot';

const oneLine = (raw: string): string =>
  cleanText(raw, 2_000)
    .text.replace(/[\p{Cf}\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const within = (text: string, shortest: number, longest: number): string | null =>
  text.length >= shortest && text.length <= longest ? text : null;

const validName = (raw: string): string | null => {
  const name = oneLine(raw).normalize('NFC');
  if (!/^\p{L}[\p{L}\p{M} .'’-]*$/u.test(name)) return null;
  if (wordsOf(name).some((word) => moneyWords.has(word))) return null;
  return within(name, 1, 60);
};

/** "00971 50…" and "+971 50…" are the same number; a national "050…" stays as it was said. */
const validPhone = (raw: string): string | null => {
  const written = withAsciiDigits(oneLine(raw)).trim();
  if (!/^\+?[0-9 ()./-]+$/.test(written)) return null;
  const digits = written.replace(/\D/g, '');
  const international = written.startsWith('+') || digits.startsWith('00');
  const number = written.startsWith('+') ? digits : digits.replace(/^00/, '');
  if (number.length < 7 || number.length > 15 || /^0+$/.test(number)) return null;
  return international ? `+${number}` : number;
};

const validators: Readonly<Record<OrderSlot, (raw: string) => string | null>> = {
  name: validName,
  phone: validPhone,
  address: (raw) => within(oneLine(raw), 5, 200),
  date: (raw) => within(oneLine(raw), 1, 60),
  note: (raw) => within(oneLine(raw), 1, 200),
};

/** The value as it is kept, or `null` when it is not one. What the staff reads; see `echoOf` for what the chat repeats. */
export const validateSlot = (slot: OrderSlot, raw: string): string | null => validators[slot](raw);

const plainDate = (value: string): boolean =>
  value.length <= 40 && /^[\p{L}\p{M}\p{Nd}\s:/.-]+$/u.test(value) && saysWhen(value);

/**
 * The value as the assistant may repeat it to the customer, or `null` when it only says that it was noted. Stricter than
 * the validator: whatever a customer calls himself, the assistant must not seem to promise it.
 */
export const echoOf = (slot: OrderSlot, raw: string): string | null => {
  const value = validateSlot(slot, raw);
  if (value === null) return null;
  switch (slot) {
    case 'name':
      return wordsOf(value).length <= 3 &&
        !value.endsWith('.') &&
        !wordsOf(value).some((word) => sellingWords.has(word))
        ? value
        : null;
    case 'phone':
      return value;
    case 'date':
      return plainDate(value) ? value : null;
    case 'address':
    case 'note':
      return null;
  }
};

/**
 * Did the customer write this? A model may only pick a detail out of the customer's own words, never make one up, so every
 * word of the value must stand in what was written. Digits are compared without their spacing.
 */
export const isInWordsOf = (value: string, written: readonly string[]): boolean => {
  const all = normalised(written.join(' \n '));
  const digits = all.replace(/\D/g, '');
  const known = new Set(all.split(' '));
  const number = normalised(value).replace(/[^0-9]/g, '');
  if (/^[+0-9 ()./-]+$/.test(withAsciiDigits(value))) return number !== '' && digits.includes(number);
  const words = wordsOf(value);
  return words.length > 0 && words.every((word) => known.has(word));
};
