import { decideOrder, type OrderDecisionInput, type OrderDependencies } from '#application/orders/decide-order';
import type { OrderRequest } from '#domain/orders/order-request';

/** A person says no, with a reason the customer reads. */
export class RejectOrder {
  readonly #deps: OrderDependencies;
  constructor(deps: OrderDependencies) {
    this.#deps = deps;
  }

  execute(input: OrderDecisionInput & { readonly reason: string | null }): Promise<OrderRequest> {
    return decideOrder(this.#deps, input, (order, actor, at) => order.reject(actor, at, input.reason));
  }
}
