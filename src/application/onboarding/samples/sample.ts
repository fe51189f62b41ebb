import type { OrderSlot } from '#domain/orders/order-slot';
import type { LocalizedText } from '#domain/shared/language';

/** English, then Arabic. */
export type Pair = readonly [en: string, ar: string];

export type SampleService = {
  readonly name: Pair;
  readonly description: Pair;
  readonly category: Pair;
  /** About what it costs in US dollars; a round sum of the business's own currency is made of it. */
  readonly dollars: number;
};

export type SampleFaq = { readonly questions: readonly string[]; readonly answer: Pair; readonly category: string };

/** What a business of one trade may begin with. Ordinary items: every one of them is there to be changed. */
export type Sample = {
  readonly services: readonly SampleService[];
  readonly faqs: readonly SampleFaq[];
  /** What the customer says before an order is complete. */
  readonly requires: readonly OrderSlot[];
};

export const inBoth = ([en, ar]: Pair): LocalizedText => ({ en, ar });
