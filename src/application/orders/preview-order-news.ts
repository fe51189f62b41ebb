import type { Principal } from '#application/identity/principal';
import { orderFor, orderNews } from '#application/orders/decide-order';
import { namingDecision } from '#application/orders/naming-decision';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { OrderRequest } from '#domain/orders/order-request';
import type { HumanActor } from '#domain/shared/actor';
import type { OrderId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';

export type OrderVerb = 'approve' | 'reject' | 'cancel' | 'fulfil';
type Input = {
  readonly by: Principal;
  readonly orderId: OrderId;
  readonly decision: OrderVerb;
  readonly reason: string | null;
};

const decided = (
  order: OrderRequest,
  verb: OrderVerb,
  by: HumanActor,
  at: Date,
  reason: string | null,
): OrderRequest => {
  switch (verb) {
    case 'approve':
      return order.approve(by, at);
    case 'reject':
      return order.reject(by, at, reason);
    case 'cancel':
      return order.cancel(by, at, reason);
    case 'fulfil':
      return order.fulfil(by, at);
  }
};

/** Exactly what the customer would be told by a decision, before it is made. Changes nothing. */
export class PreviewOrderNews {
  readonly #deps: { readonly store: Store; readonly clock: Clock };
  constructor(deps: { readonly store: Store; readonly clock: Clock }) {
    this.#deps = deps;
  }

  /** @throws {IllegalTransition} the order cannot be decided like that any more. */
  async execute({ by, orderId, decision, reason }: Input): Promise<{ text: string; language: Language }> {
    const { actor, store, order } = await orderFor(this.#deps, { by, orderId, version: null }, 'orders.decide');
    const at = this.#deps.clock.now();
    const after = await namingDecision(store, orderId, () => decided(order, decision, actor, at, reason));
    const { text, language } = await orderNews(store, after);
    return { text, language };
  }
}
