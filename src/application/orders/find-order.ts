import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { OrderRequest } from '#domain/orders/order-request';
import type { OrderId } from '#domain/shared/ids';

export class FindOrder {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  async execute({ by, orderId }: { by: Principal; orderId: OrderId }): Promise<OrderRequest> {
    return found(await this.#store.tenant(tenantFor(by, 'orders.read')).orders.find(orderId), 'order');
  }
}
