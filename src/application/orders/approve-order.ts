import { decideOrder, type OrderDecisionInput, type OrderDependencies } from '#application/orders/decide-order';
import type { LabelAnswers } from '#application/understanding/label-answers';
import type { OrderRequest } from '#domain/orders/order-request';

type Dependencies = OrderDependencies & { readonly labels: LabelAnswers };

/** A person says yes; the customer is told. @throws {StaleWrite} somebody decided first. */
export class ApproveOrder {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute(input: OrderDecisionInput): Promise<OrderRequest> {
    const approved = await decideOrder(this.#deps, input, (order, actor, at) => order.approve(actor, at));
    const { tenantId, conversationId } = approved.state;
    await this.#deps.labels.approved(tenantId, conversationId);
    return approved;
  }
}
