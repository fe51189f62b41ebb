import type { AuditDraft } from '#domain/compliance/audit-entry';
import {
  HumanDecisionRequired,
  type OrderLine,
  type OrderRequest,
  type OrderStatus,
} from '#domain/orders/order-request';
import { isHuman } from '#domain/shared/actor';

/** Only a person brings an order here. */
const decided: readonly OrderStatus[] = ['approved', 'rejected', 'fulfilled'];

const prices = ({ state }: OrderRequest): string =>
  JSON.stringify(state.lines.map((line: OrderLine) => line.overriddenUnitPrice?.minor.toString() ?? null));

/**
 * The last gate before an order is stored, for callers that got around the domain's.
 * @throws {HumanDecisionRequired} it is decided without a decision on record, or a price was overridden and no person is
 *   named for it in the log.
 */
export const assertPersonDecided = (before: OrderRequest, after: OrderRequest, audit: readonly AuditDraft[]): void => {
  const { id, status, decision } = after.state;
  if (decided.includes(status) && decision === null)
    throw new HumanDecisionRequired('an order is decided by a person, on record', { orderId: id, status });
  const byPerson = audit.some((draft) => isHuman(draft.actor) && draft.target === id);
  if ((prices(before) !== prices(after) || (decided.includes(status) && status !== before.state.status)) && !byPerson)
    throw new HumanDecisionRequired('a decision or a new price needs a person in the log', { orderId: id, status });
};
