import { type Principal, tenantFor } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import type { OrderStatus } from '#domain/orders/order-request';

/** How many order requests there are in each status. */
export class CountOrders {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  execute({ by }: { by: Principal }): Promise<Readonly<Record<OrderStatus, number>>> {
    return this.#store.tenant(tenantFor(by, 'orders.read')).orders.counts();
  }
}
