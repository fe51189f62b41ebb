import type { Briefing } from '#domain/assistant/briefing';
import type { ActName } from '#domain/assistant/proposal';
import { type ResponseType, responseTypes } from '#domain/tenancy/assistant-settings';
import { withoutMoneySentences } from './without-amounts.js';

/** The acts each kind of answer is made of; the guard has the last word, by its own list. */
const actsOf: Readonly<Record<ResponseType, readonly ActName[]>> = {
  small_talk: ['greet', 'thanks', 'goodbye'],
  services: ['list_services', 'describe', 'availability', 'clarify'],
  prices: ['quote_price', 'total', 'no_discount'],
  faqs: ['answer_faq', 'quote_document'],
  orders: ['order', 'cancel_order'],
};

export type HouseRules = {
  readonly tone: string;
  /** What the tenant's assistant does not do by itself. */
  readonly answeredByPerson: readonly ActName[];
  readonly guidance: string;
};

/** How this tenant wants to be spoken for, as its published version says it; without sentences that speak of money. */
export const houseRules = (
  { guidance = '', tone = 'neutral', allowed = responseTypes }: Briefing,
  amounts: ReadonlySet<string>,
): HouseRules => ({
  tone,
  answeredByPerson: responseTypes.filter((kind) => !allowed.includes(kind)).flatMap((kind) => actsOf[kind]),
  guidance: withoutMoneySentences(guidance, amounts),
});
