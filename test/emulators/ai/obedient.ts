import { normalised } from '#domain/assistant/words';
import type { SeenPrompt } from './read-prompt.js';

/** An act with every field of the wire's schema. */
export const wireAct = (act: string, about: Readonly<Record<string, unknown>> = {}) => ({
  act,
  services: [],
  faqs: [],
  lines: [],
  category: null,
  budgetMinor: null,
  cheapestFirst: false,
  slots: { name: null, phone: null, address: null, date: null, note: null },
  sentence: null,
  function: null,
  arguments: [],
  reason: null,
  ...about,
});

const common = (one: string, other: string): number => {
  const words = new Set(normalised(one).split(' '));
  return normalised(other)
    .split(' ')
    .filter((word) => word.length > 2 && words.has(word)).length;
};

const best = <T>(things: readonly T[], textOf: (thing: T) => string, message: string): T | null => {
  const scored = things.map((thing) => ({ thing, score: common(textOf(thing), message) }));
  const [first] = scored.filter(({ score }) => score > 0).sort((left, right) => right.score - left.score);
  return first?.thing ?? null;
};

const acts: readonly (readonly [RegExp, (service: string | null) => object | null])[] = [
  [/discount|خصم/, () => wireAct('no_discount')],
  [/cancel/, () => wireAct('cancel_order')],
  [/bot|human/, () => wireAct('identify')],
  [/want|order/, (service) => (service === null ? null : wireAct('order', { lines: [{ service, quantity: 2 }] }))],
  [/total/, (service) => (service === null ? null : wireAct('total', { lines: [{ service, quantity: 2 }] }))],
  [/how much|بكم|price/, (service) => (service === null ? null : wireAct('quote_price', { services: [service] }))],
];

/** Does what it is told, as well as a few lines can: the plan of a model that means well. */
export const obedientPlan = ({ catalogue, talk, messages }: SeenPrompt): object => {
  const message = messages.join(' ').toLowerCase();
  const service = best(catalogue.services, ({ name }) => Object.values(name).join(' '), message)?.id ?? null;
  const faq = best(catalogue.faqs, ({ questions }) => questions.join(' '), message)?.id ?? null;
  const chosen = acts.flatMap(([pattern, make]) => (pattern.test(message) ? [make(service)] : []))[0] ?? null;
  const fallback = faq === null ? wireAct('unknown') : wireAct('answer_faq', { faqs: [faq] });
  const spoken = /[\u0600-\u06ff]/.test(message) ? 'ar' : 'en';
  return {
    language: talk.languages.includes(spoken) ? spoken : talk.defaultLanguage,
    acts: [chosen ?? fallback],
    confidence: 0.97,
    evidence: [service, faq].filter((id) => id !== null),
    leadIn: null,
  };
};
