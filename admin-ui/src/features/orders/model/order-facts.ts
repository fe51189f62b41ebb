import type { Order } from '../../../shared/api/types.js';

export type OrderLine = Order['lines'][number];
type Money = OrderLine['unitPrice'];

export const slots = ['name', 'phone', 'address', 'date', 'note'] as const;
export type Slot = (typeof slots)[number];

/** What the customer pays for one. */
export const priceOf = (line: OrderLine): Money => line.overriddenUnitPrice ?? line.unitPrice;

export const amountOf = (line: OrderLine): Money => {
  const { minor, currency } = priceOf(line);
  return { minor: minor * line.quantity, currency };
};

/** The catalogue says something else today than when the customer asked. */
export const isOutdated = ({ unitPrice, currentUnitPrice }: OrderLine): boolean =>
  currentUnitPrice === null || currentUnitPrice.minor !== unitPrice.minor;

/** Only a request that waits can still be answered with the new price. */
export const outdatedLines = ({ status, lines }: Order): readonly OrderLine[] =>
  status === 'pending' ? lines.filter(isOutdated) : [];

export type Change =
  | { readonly kind: 'quantity'; readonly line: OrderLine; readonly before: number; readonly after: number }
  | { readonly kind: 'price'; readonly line: OrderLine; readonly before: Money; readonly after: Money }
  | { readonly kind: 'removed' | 'added'; readonly line: OrderLine }
  | { readonly kind: 'detail'; readonly slot: Slot; readonly before: string | null; readonly after: string | null }
  | { readonly kind: 'other' };

const lineChanges = (before: OrderLine, after: OrderLine | undefined): Change[] => {
  if (after === undefined) return [{ kind: 'removed', line: before }];
  const changes: Change[] = [];
  if (before.quantity !== after.quantity)
    changes.push({ kind: 'quantity', line: after, before: before.quantity, after: after.quantity });
  if (priceOf(before).minor !== priceOf(after).minor)
    changes.push({ kind: 'price', line: after, before: priceOf(before), after: priceOf(after) });
  return changes;
};

/** What somebody else did to the request since this person looked at it. */
export const changesBetween = (before: Order, after: Order): readonly Change[] => {
  const now = new Map(after.lines.map((line) => [line.serviceId, line]));
  const then = new Set(before.lines.map(({ serviceId }) => serviceId));
  const changes: Change[] = [
    ...before.lines.flatMap((line) => lineChanges(line, now.get(line.serviceId))),
    ...after.lines.flatMap((line): Change[] => (then.has(line.serviceId) ? [] : [{ kind: 'added', line }])),
    ...slots.flatMap((slot): Change[] => {
      const [old = null, fresh = null] = [before.details[slot], after.details[slot]];
      return old === fresh ? [] : [{ kind: 'detail', slot, before: old, after: fresh }];
    }),
  ];
  return changes.length > 0 ? changes : [{ kind: 'other' }];
};

const nextOf: Readonly<Record<Order['status'], readonly ('approve' | 'reject' | 'cancel' | 'fulfil')[]>> = {
  pending: ['approve', 'reject'],
  approved: ['fulfil', 'cancel'],
  fulfilled: [],
  rejected: [],
  cancelled: [],
  expired: [],
};

/** What a person can decide about it now. */
export const decisionsFor = ({ status }: Pick<Order, 'status'>) => nextOf[status];
