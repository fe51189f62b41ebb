import type { Decision } from '#domain/assistant/decision';
import type { Outbound, Segment } from '#domain/assistant/outbound';

/** What of an answer is money: each amount with what it is the amount of, and the order that was made. */
export type StatedFacts = {
  /** `en svc_….price` → `AED 150`. */
  readonly amounts: Readonly<Record<string, string>>;
  /** Its lines with the price of each; `null`: no order was made. */
  readonly order: string | null;
};

const amountIn = ({ provenance }: Segment): string | null => {
  if (provenance.from === 'catalogue') return provenance.field.endsWith('.price') ? provenance.field : null;
  return provenance.from === 'quote' && provenance.id.startsWith('total:') ? provenance.id : null;
};

const amountsOf = ({ language, segments }: Outbound): [string, string][] =>
  segments.flatMap((segment): [string, string][] => {
    const what = amountIn(segment);
    return what === null ? [] : [[`${language} ${what}`, segment.text]];
  });

export const statedFacts = ({ replies, order }: Pick<Decision, 'replies' | 'order'>): StatedFacts => {
  const lines = order?.lines.map(
    ({ serviceId, quantity, unitPrice }) => `${serviceId}*${quantity} ${unitPrice.currency} ${unitPrice.minor}`,
  );
  return {
    amounts: Object.fromEntries(replies.flatMap(amountsOf)),
    order: lines === undefined ? null : lines.sort().join('\n'),
  };
};

export const noFacts: StatedFacts = { amounts: {}, order: null };

const inBoth = (one: StatedFacts, other: StatedFacts): readonly string[] =>
  Object.keys(one.amounts).filter((key) => Object.hasOwn(other.amounts, key));

/** How many amounts both stated. */
export const comparedAmounts = (one: StatedFacts, other: StatedFacts): number => inBoth(one, other).length;

/** The same thing at two prices: nothing may make that happen, and whoever replays sees that it did not. */
export const pricesDiffer = (one: StatedFacts, other: StatedFacts): boolean =>
  inBoth(one, other).some((key) => one.amounts[key] !== other.amounts[key]);
