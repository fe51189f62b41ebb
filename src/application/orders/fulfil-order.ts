import { decideOrder, type OrderDecisionInput, type OrderDependencies } from '#application/orders/decide-order';
import type { OrderRequest } from '#domain/orders/order-request';

/** The order was carried out; the customer is told. */
export class FulfilOrder {
  readonly #deps: OrderDependencies;
  constructor(deps: OrderDependencies) {
    this.#deps = deps;
  }

  execute(input: OrderDecisionInput): Promise<OrderRequest> {
    return decideOrder(this.#deps, input, (order, actor, at) => order.fulfil(actor, at));
  }
}
