import { InvalidInput, textOf } from '#application/input';
import {
  announceOrder,
  type OrderDecisionInput,
  type OrderDependencies,
  orderFor,
} from '#application/orders/decide-order';
import { namingDecision } from '#application/orders/naming-decision';
import { validateSlot } from '#domain/assistant/slots';
import type { OrderRequest } from '#domain/orders/order-request';
import { type OrderSlot, orderSlots, type SlotValues } from '#domain/orders/order-slot';
import type { ServiceId } from '#domain/shared/ids';

export type EditOrderInput = OrderDecisionInput & {
  /** A line that is left out stays; quantity 0 takes it off. */
  readonly lines: readonly { readonly serviceId: ServiceId; readonly quantity: number }[];
  /** A detail that is left out stays; `null` removes it. */
  readonly details: Readonly<Partial<Record<OrderSlot, string | null>>>;
  /** For the log; the customer never reads it. */
  readonly reason: string | null;
};

const detailOf = (slot: OrderSlot, raw: string): string => {
  const value = validateSlot(slot, raw);
  if (value === null) throw new InvalidInput(`details.${slot}`, `this is no ${slot} an order can have`);
  return value;
};

const detailsAfter = (before: SlotValues, given: EditOrderInput['details']): SlotValues =>
  Object.fromEntries(
    orderSlots.flatMap((slot) => {
      const raw = given[slot];
      const value = raw === undefined ? before[slot] : raw === null ? undefined : detailOf(slot, raw);
      return value === undefined ? [] : [[slot, value]];
    }),
  );

/** A person corrects a pending order: how many of what, and where to. Prices stay the catalogue's of the time it was asked. */
export class EditOrder {
  readonly #deps: OrderDependencies;
  constructor(deps: OrderDependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidOrder} @throws {InvalidInput} @throws {StaleWrite} */
  async execute(input: EditOrderInput): Promise<OrderRequest> {
    const { actor, store, order } = await orderFor(this.#deps, input, 'orders.decide');
    const quantities = new Map(input.lines.map(({ serviceId, quantity }) => [serviceId, quantity]));
    const details = detailsAfter(order.state.details, input.details);
    const revised = order.revise({ quantities, details }, actor);
    const facts = {
      lines: quantities.size,
      details: Object.keys(input.details).join(' '),
      totalBeforeMinor: Number(order.total.minor),
      totalMinor: Number(revised.total.minor),
      ...(input.reason !== null && { reason: textOf('reason', input.reason, 200) }),
    };
    const audit = [{ actor, action: 'order.edited', target: order.state.id, facts, at: this.#deps.clock.now() }];
    const saved = await namingDecision(store, input.orderId, () => store.orders.save(revised, { audit, messages: [] }));
    announceOrder(this.#deps.bus, saved);
    return saved;
  }
}
