import { type Principal, tenantFor } from '#application/identity/principal';
import type { OrderFilter } from '#application/ports/order-store';
import type { Store } from '#application/ports/store';
import type { OrderRequest } from '#domain/orders/order-request';
import type { Page, PageRequest } from '#domain/shared/page';

export class PageOrders {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  execute({
    by,
    filter,
    page,
  }: {
    by: Principal;
    filter: OrderFilter;
    page: PageRequest;
  }): Promise<Page<OrderRequest>> {
    return this.#store.tenant(tenantFor(by, 'orders.read')).orders.page(filter, page);
  }
}
