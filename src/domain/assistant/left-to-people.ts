import type { ActName } from '#domain/assistant/proposal';
import { type ResponseType, responseTypes } from '#domain/tenancy/assistant-settings';

/** The acts each kind of answer is made of, for a model to know; the guard has the last word, by its own list. */
const actsOf: Readonly<Record<ResponseType, readonly ActName[]>> = {
  small_talk: ['greet', 'thanks', 'goodbye'],
  services: ['list_services', 'describe', 'availability', 'clarify'],
  prices: ['quote_price', 'total', 'no_discount'],
  faqs: ['answer_faq', 'quote_document'],
  orders: ['order', 'cancel_order'],
};

/** What an assistant that may give these answers leaves to a person. */
export const leftToPeople = (allowed: readonly ResponseType[]): readonly ActName[] =>
  responseTypes.filter((kind) => !allowed.includes(kind)).flatMap((kind) => actsOf[kind]);
