import type { DecisionInput } from '#domain/assistant/decision';
import { lineWithoutQuantity } from '#domain/assistant/order-dialogue';
import type { Act } from '#domain/assistant/proposal';
import { validateSlot } from '#domain/assistant/slots';
import {
  cancelPhrases,
  namePrefixes,
  notNames,
  numberWords,
  personWords,
  questionPhrases,
} from '#domain/assistant/vocabulary';
import { namesADay, saysWhen } from '#domain/assistant/when-said';
import { hasAnyPhrase, hasPhrase, withAsciiDigits, wordsOf } from '#domain/assistant/words';
import { type OrderSlot, orderSlots } from '#domain/orders/order-slot';
import { allTexts } from '#domain/shared/language';

/** A question, a price, a change of mind, a cancellation or a wish for a person: the model's to understand. */
const isAboutSomethingElse = (text: string): boolean =>
  /[?؟]/.test(text) || [questionPhrases, cancelPhrases, personWords].some((phrases) => hasAnyPhrase(text, phrases));

const namesAService = (text: string, { catalogue }: DecisionInput): boolean =>
  [...catalogue.services.values()].some((service) =>
    [...allTexts(service.name), ...service.aliases].some((name) => hasPhrase(text, name)),
  );

/** "3", "٣", "three", "3 please": one number and little else. */
const quantityIn = (text: string): number | null => {
  const words = wordsOf(text);
  const numbers = words.flatMap((word) => (/^\d{1,6}$/.test(word) ? [Number(word)] : (numberWords.get(word) ?? [])));
  const [quantity, ...others] = numbers;
  return quantity === undefined || quantity < 1 || others.length > 0 || words.length > 4 ? null : quantity;
};

const withoutPrefix = (text: string): string => namePrefixes.reduce((rest, prefix) => rest.replace(prefix, ''), text);

/** A name is a few letters-only words, none of them small talk or something we sell. */
const nameIn = (text: string, input: DecisionInput): string | null => {
  const name = withoutPrefix(text).replace(/[.!،,]+\s*$/u, '');
  const words = wordsOf(name);
  const plausible = words.length > 0 && words.length <= 5 && !words.some((word) => notNames.has(word));
  return plausible && !namesAService(name, input) ? name : null;
};

const detailIn = (slot: OrderSlot, text: string, input: DecisionInput): string | null => {
  const value = slot === 'name' ? nameIn(text, input) : text;
  return value !== null && validateSlot(slot, value) !== null ? value : null;
};

const quantityAnswer = (text: string, input: DecisionInput): Act | null => {
  const quantity = quantityIn(text);
  const draft = input.dialogue.order;
  const service = draft === null ? null : lineWithoutQuantity(draft);
  return quantity === null || service === null ? null : { act: 'order', lines: [{ service, quantity }], slots: {} };
};

const phone = /(?<![\p{L}\d])\+?\d(?:[\s().-]{0,2}\d){6,14}(?!\d)/u;

/** "Friday 5pm, Dubai Marina", where the address was asked for: several details are the model's to tell apart. */
const holdsOthers = (slot: OrderSlot, text: string): boolean => {
  if (slot === 'note') return false;
  if (slot !== 'phone' && phone.test(withAsciiDigits(text))) return true;
  const parts = text.split(/[,،;\n]/u).filter((part) => part.trim() !== '');
  const days = parts.filter((part) => namesADay(part));
  return parts.length > 1 && days.length > 0 && (slot !== 'date' || parts.some((part) => !saysWhen(part)));
};

/** The plain answer to what the order asked last, or `null` when the message may mean something else. */
export const slotAnswer = (input: DecisionInput): Act | null => {
  const awaiting = input.dialogue.order?.awaiting ?? null;
  const text = input.unanswered.join('\n').trim();
  if (awaiting === 'quantity') return /[?؟]/.test(text) ? null : quantityAnswer(text, input);
  const slot = orderSlots.find((each) => each === awaiting);
  if (slot === undefined || isAboutSomethingElse(text) || holdsOthers(slot, text)) return null;
  const value = detailIn(slot, text, input);
  return value === null ? null : { act: 'order', lines: [], slots: { [slot]: value } };
};
