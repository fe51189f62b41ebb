import { decideOrder, type OrderDecisionInput, type OrderDependencies } from '#application/orders/decide-order';
import type { OrderRequest } from '#domain/orders/order-request';

/** A person calls an order off; the customer is told why. */
export class CancelOrder {
  readonly #deps: OrderDependencies;
  constructor(deps: OrderDependencies) {
    this.#deps = deps;
  }

  execute(input: OrderDecisionInput & { readonly reason: string | null }): Promise<OrderRequest> {
    return decideOrder(this.#deps, input, (order, actor, at) => order.cancel(actor, at, input.reason));
  }
}
