import { textOf } from '#application/input';
import {
  announceOrder,
  type OrderDecisionInput,
  type OrderDependencies,
  orderFor,
} from '#application/orders/decide-order';
import type { OrderRequest } from '#domain/orders/order-request';
import type { ServiceId } from '#domain/shared/ids';
import { Money } from '#domain/shared/money';

type Input = OrderDecisionInput & {
  readonly serviceId: ServiceId;
  readonly priceMinor: bigint;
  readonly reason: string;
};

/** A person gives one line of a pending order another price: the only way a price differs from the catalogue's (CAT-3). */
export class OverrideOrderPrice {
  readonly #deps: OrderDependencies;
  constructor(deps: OrderDependencies) {
    this.#deps = deps;
  }

  async execute(input: Input): Promise<OrderRequest> {
    const { actor, store, order } = await orderFor(this.#deps, input, 'orders.override_price');
    const reason = textOf('reason', input.reason, 200);
    const price = Money.of(input.priceMinor, order.total.currency);
    const overridden = order.overridePrice(input.serviceId, price, actor);
    const facts = {
      serviceId: input.serviceId,
      priceMinor: Number(price.minor),
      totalBeforeMinor: Number(order.total.minor),
      reason,
    };
    const saved = await store.orders.save(overridden, {
      audit: [{ actor, action: 'order.price_overridden', target: order.state.id, facts, at: this.#deps.clock.now() }],
      messages: [],
    });
    announceOrder(this.#deps.bus, saved);
    return saved;
  }
}
