import { decideOrder, type OrderDecisionInput, type OrderDependencies } from '#application/orders/decide-order';
import type { OrderRequest } from '#domain/orders/order-request';

/** A person says yes; the customer is told. @throws {StaleWrite} somebody decided first. */
export class ApproveOrder {
  readonly #deps: OrderDependencies;
  constructor(deps: OrderDependencies) {
    this.#deps = deps;
  }

  execute(input: OrderDecisionInput): Promise<OrderRequest> {
    return decideOrder(this.#deps, input, (order, actor, at) => order.approve(actor, at));
  }
}
