import type { Briefing, Utterance } from '#domain/assistant/briefing';
import type { Act, Proposal } from '#domain/assistant/proposal';
import { withAsciiDigits } from '#domain/assistant/words';
import type { Arguments } from '#domain/functions/tenant-function';
import type { SlotValues } from '#domain/orders/order-slot';

type Kind = 'EMAIL' | 'IBAN' | 'CARD' | 'PHONE' | 'NAME';

export type Redacted = {
  readonly briefing: Briefing;
  /** Puts back what the customer wrote: into the details of an order or a form and the arguments of a function, and nowhere else. */
  restore(proposal: Proposal): Proposal;
};

const emails = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const ibans = /(?<![\p{L}\p{N}])[A-Z]{2}\p{Nd}{2}(?: ?[A-Z\p{Nd}]{1,4}){3,9}(?![\p{L}\p{N}])/giu;
/** Seven digits or more of any script, with what people write between them. */
const longNumbers = /[+(]{0,2}\p{Nd}(?:[\s().\u2010-\u2015/-]{0,2}\p{Nd}){6,18}/gu;
const dates = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/;
/** What looks like a placeholder already is the customer's own text, and must not be taken for one of ours. */
const lookalikes = /\[(?=(?:EMAIL|IBAN|CARD|PHONE|NAME)_\d)/g;
/** A card or an account is part of no order. */
const restorable = /\[(?:EMAIL|PHONE|NAME)_\d+\]/g;

const digitsOf = (text: string): string => withAsciiDigits(text).replace(/\D/g, '');

const isIban = (text: string): boolean => {
  const compact = withAsciiDigits(text).replace(/ /g, '');
  return compact.length >= 15 && compact.length <= 34 && digitsOf(compact).length >= 10;
};

const passesLuhn = (digits: string): boolean => {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};

const numberKind = (text: string): Kind | null => {
  if (dates.test(withAsciiDigits(text))) return null;
  const digits = digitsOf(text);
  if (digits.length > 15 || (digits.length >= 13 && passesLuhn(digits))) return 'CARD';
  return 'PHONE';
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const nameWords = (names: readonly string[]): RegExp | null => {
  const words = [...new Set(names.flatMap((name) => [name, ...name.split(/\s+/)]))].filter((word) => word.length > 1);
  if (words.length === 0) return null;
  const alternatives = words.sort((left, right) => right.length - left.length).map(escaped);
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{M}\\p{N}])`, 'giu');
};

/** The same value gets the same placeholder wherever it stands, so that the talk still makes sense. */
class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #values = new Map<string, string>();
  readonly #counts = new Map<Kind, number>();

  of(kind: Kind, value: string): string {
    const key = `${kind} ${kind === 'PHONE' || kind === 'CARD' ? digitsOf(value) : value.toLowerCase()}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    const name = `[${kind}_${count}]`;
    this.#counts.set(kind, count);
    this.#names.set(key, name);
    this.#values.set(name, value);
    return name;
  }

  restored(text: string): string {
    return text.replace(restorable, (name) => this.#values.get(name) ?? name);
  }
}

const cleaner =
  (placeholders: Placeholders, names: RegExp | null) =>
  (text: string): string => {
    const plain = text
      .replace(lookalikes, '(')
      .replace(emails, (found) => placeholders.of('EMAIL', found))
      .replace(ibans, (found) => (isIban(found) ? placeholders.of('IBAN', found) : found))
      .replace(longNumbers, (found) => {
        const kind = numberKind(found);
        return kind === null ? found : placeholders.of(kind, found);
      });
    return names === null ? plain : plain.replace(names, (found) => placeholders.of('NAME', found));
  };

const restoredArguments = (values: Arguments, placeholders: Placeholders): Arguments =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? placeholders.restored(value) : value,
    ]),
  );

const restoredAct = (act: Act, placeholders: Placeholders): Act => {
  if (act.act === 'order') return { ...act, slots: restoredSlots(act.slots, placeholders) };
  if (act.act === 'fill_form') return { ...act, values: restoredValues(act.values, placeholders) };
  return act.act === 'call_function' ? { ...act, arguments: restoredArguments(act.arguments, placeholders) } : act;
};

const restoredValues = (values: Readonly<Record<string, string>>, placeholders: Placeholders): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, placeholders.restored(value)]));

const restoredSlots = (slots: SlotValues, placeholders: Placeholders): SlotValues =>
  Object.fromEntries(Object.entries(slots).map(([slot, value]) => [slot, placeholders.restored(value)]));

/**
 * The briefing without phone numbers, e-mails, cards, IBANs and the names we know (AI-14): what a vendor sees instead are
 * placeholders such as `[PHONE_1]`.
 * @param names the customer's, as far as he gave them.
 */
export const redacted = (briefing: Briefing, names: readonly string[]): Redacted => {
  const placeholders = new Placeholders();
  const clean = cleaner(placeholders, nameWords(names));
  const history = briefing.history.map((each): Utterance => ({ ...each, text: clean(each.text) }));
  return {
    briefing: { ...briefing, unanswered: briefing.unanswered.map(clean), history },
    restore: (proposal) => ({ ...proposal, acts: proposal.acts.map((act) => restoredAct(act, placeholders)) }),
  };
};

/** One text without them, for a vendor whose answer puts nothing back. */
export const redactedText = (text: string): string => cleaner(new Placeholders(), null)(text);
