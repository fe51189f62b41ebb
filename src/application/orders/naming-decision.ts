import type { TenantStore } from '#application/ports/tenant-store';
import type { OrderRequest } from '#domain/orders/order-request';
import type { ErrorDetails } from '#domain/shared/domain-error';
import type { OrderId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import { IllegalTransition } from '#domain/shared/state-machine';

/** Where an order stands and who brought it there, for the colleague who came second. */
export const decisionFacts = ({ state: { status, decision } }: OrderRequest): ErrorDetails => ({
  status,
  decidedBy: decision?.by ?? null,
  decidedByName: decision?.byName ?? null,
  decidedAt: decision?.at.toISOString() ?? null,
});

/** Adds to the refusal of a decision that came too late what was decided, by whom and when. */
export const namingDecision = async <T>(
  { orders }: TenantStore,
  id: OrderId,
  work: () => T | Promise<T>,
): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StaleWrite || error instanceof IllegalTransition)) throw error;
    const order = await orders.find(id);
    if (order === null) throw error;
    const details = { ...error.details, ...decisionFacts(order) };
    throw error instanceof StaleWrite
      ? new StaleWrite(error.message, details, error)
      : new IllegalTransition(error.message, details, error);
  }
};
