import { isProblem } from '../../../shared/api/problem.js';
import type { Order } from '../../../shared/api/types.js';

export type Decided = { readonly status: Order['status']; readonly name: string | null; readonly at: string | null };

const statuses: readonly string[] = [
  'approved',
  'rejected',
  'cancelled',
  'expired',
  'fulfilled',
] satisfies Order['status'][];
const textOrNull = (raw: unknown): string | null => (typeof raw === 'string' ? raw : null);

/** Who was faster, from the refusal of a decision that came second; `null` when it was refused for something else. */
export const decidedBy = (error: unknown): Decided | null => {
  if (!isProblem(error, 'store.stale_write', 'lifecycle.illegal_transition')) return null;
  const { status, decidedByName, decidedAt } = error.details;
  if (typeof status !== 'string' || !statuses.includes(status)) return null;
  return { status: status as Order['status'], name: textOrNull(decidedByName), at: textOrNull(decidedAt) };
};

export const decidedOf = ({ status, decision }: Order): Decided => ({
  status,
  name: decision?.byName ?? null,
  at: decision?.at ?? null,
});
