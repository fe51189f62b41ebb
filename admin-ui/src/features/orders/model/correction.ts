import type { Order } from '../../../shared/api/types.js';
import { priceOf, type Slot, slots } from './order-facts.js';

/** What a person has typed into the correction so far. */
export type Draft = {
  readonly quantities: Readonly<Record<string, number>>;
  /** Minor units for one; `null` while what is typed is no amount. */
  readonly prices: Readonly<Record<string, number | null>>;
  readonly details: Readonly<Record<Slot, string>>;
};

export const draftOf = ({ lines, details }: Order): Draft => ({
  quantities: Object.fromEntries(lines.map(({ serviceId, quantity }) => [serviceId, quantity])),
  prices: Object.fromEntries(lines.map((line) => [line.serviceId, priceOf(line).minor])),
  details: {
    name: details.name ?? '',
    phone: details.phone ?? '',
    address: details.address ?? '',
    date: details.date ?? '',
    note: details.note ?? '',
  },
});

/** Only what differs from the request as it was read: what is left out stays. */
export const correctionOf = (order: Order, draft: Draft) => ({
  lines: order.lines.flatMap(({ serviceId, quantity }) => {
    const wanted = draft.quantities[serviceId] ?? quantity;
    return wanted === quantity ? [] : [{ serviceId, quantity: wanted }];
  }),
  details: Object.fromEntries(
    slots.flatMap((slot): [Slot, string | null][] => {
      const typed = draft.details[slot].trim();
      if (typed === (order.details[slot] ?? '')) return [];
      return [[slot, typed === '' ? null : typed]];
    }),
  ),
  prices: order.lines.flatMap((line) => {
    const wanted = draft.prices[line.serviceId];
    const isKept = wanted === undefined || wanted === null || wanted === priceOf(line).minor;
    return isKept || draft.quantities[line.serviceId] === 0 ? [] : [{ serviceId: line.serviceId, priceMinor: wanted }];
  }),
});

export const totalOf = (order: Order, { quantities, prices }: Draft): Order['total'] => ({
  currency: order.total.currency,
  minor: order.lines.reduce(
    (sum, { serviceId, quantity }) => sum + (prices[serviceId] ?? 0) * (quantities[serviceId] ?? quantity),
    0,
  ),
});

/** Why it cannot be saved as it is. */
export const faultOf = ({ quantities, prices }: Draft): 'no_line' | 'no_price' | null => {
  if (Object.values(quantities).every((quantity) => quantity === 0)) return 'no_line';
  return Object.values(prices).some((price) => price === null) ? 'no_price' : null;
};
