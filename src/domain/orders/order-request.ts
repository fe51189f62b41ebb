import type { SlotValues } from '#domain/orders/order-slot';
import { type HumanActor, isHuman } from '#domain/shared/actor';
import { DomainError } from '#domain/shared/domain-error';
import type { ConversationId, CustomerId, OrderId, ServiceId, TenantId, TurnId, UserId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';
import { InvalidMoney, type Money } from '#domain/shared/money';
import { assertTransition, type Transitions } from '#domain/shared/state-machine';

/** Only a person approves, rejects or overrides an order (CAT-3). */
export class HumanDecisionRequired extends DomainError {
  readonly code = 'order.human_decision_required';
  readonly kind = 'forbidden';
}

export class InvalidOrder extends DomainError {
  readonly code = 'order.invalid';
  readonly kind = 'invalid';
}

export type OrderStatus = 'pending' | 'approved' | 'rejected' | 'cancelled' | 'expired' | 'fulfilled';

const transitions: Transitions<OrderStatus> = {
  pending: ['approved', 'rejected', 'cancelled', 'expired'],
  approved: ['fulfilled', 'cancelled'],
  rejected: [],
  cancelled: [],
  expired: [],
  fulfilled: [],
};

/** One line with the catalogue's price as it was when the customer asked. */
export type OrderLine = {
  readonly serviceId: ServiceId;
  /** The name at that time, so the order still reads right after the service is renamed. */
  readonly name: LocalizedText;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** Set when a person overrode the price; the catalogue's price stays in `unitPrice`. */
  readonly overriddenUnitPrice: Money | null;
};

export type OrderDecision = {
  readonly by: UserId;
  readonly byName: string;
  readonly at: Date;
  readonly reason: string | null;
};

export type OrderState = {
  readonly id: OrderId;
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly customerId: CustomerId;
  /** The turn that asked for it; one turn makes at most one order. */
  readonly turnId: TurnId;
  /** Short number people say aloud, counted per tenant from 1; 0 until the store assigns it. */
  readonly number: number;
  readonly status: OrderStatus;
  readonly lines: readonly OrderLine[];
  readonly details: SlotValues;
  readonly catalogueVersion: number;
  readonly decision: OrderDecision | null;
  readonly createdAt: Date;
  readonly version: number;
};

/** What a person changes about a pending order. */
export type OrderRevision = {
  readonly quantities: ReadonlyMap<ServiceId, number>;
  /** All of them as they are to be; `null` leaves them. */
  readonly details: SlotValues | null;
};

/** What a customer asked for. A request, never a sale, until a person says so. */
export class OrderRequest {
  readonly state: OrderState;

  private constructor(state: OrderState) {
    this.state = state;
  }

  /** @throws {InvalidOrder} no lines, or a quantity that is not a whole number of at least 1. */
  static restore(state: OrderState): OrderRequest {
    if (state.lines.length === 0) throw new InvalidOrder('an order has at least one line', {});
    for (const line of state.lines)
      if (!Number.isSafeInteger(line.quantity) || line.quantity < 1)
        throw new InvalidOrder('a quantity is a whole number of at least 1', { serviceId: line.serviceId });
    return new OrderRequest(state);
  }

  get total(): Money {
    const amounts = this.state.lines.map((line) => (line.overriddenUnitPrice ?? line.unitPrice).times(line.quantity));
    return amounts.reduce((sum, amount) => sum.plus(amount));
  }

  /** @throws {HumanDecisionRequired} at run time too, for callers that lost their types. */
  approve(by: HumanActor, at: Date): OrderRequest {
    return this.#decide('approved', by, at, null);
  }

  reject(by: HumanActor, at: Date, reason: string | null): OrderRequest {
    return this.#decide('rejected', by, at, reason);
  }

  fulfil(by: HumanActor, at: Date): OrderRequest {
    return this.#decide('fulfilled', by, at, null);
  }

  /** By a person of the tenant. A customer's withdrawal arrives as `withdraw`. */
  cancel(by: HumanActor, at: Date, reason: string | null): OrderRequest {
    return this.#decide('cancelled', by, at, reason);
  }

  /** The customer took the request back before anybody decided. */
  withdraw(): OrderRequest {
    assertTransition('pending order', { ...transitions, approved: [] }, this.state.status, 'cancelled');
    return this.#moved('cancelled', null);
  }

  expire(): OrderRequest {
    return this.#moved('expired', null);
  }

  /**
   * Gives one line another price. The only way a price differs from the catalogue's, and only while pending.
   * @throws {InvalidMoney} negative. @throws {CurrencyMismatch} another currency than the line's.
   */
  overridePrice(serviceId: ServiceId, unitPrice: Money, by: HumanActor): OrderRequest {
    this.#assertHuman(by);
    if (this.state.status !== 'pending')
      throw new InvalidOrder('a price is overridden while the order is pending', { status: this.state.status });
    if (unitPrice.minor < 0n) throw new InvalidMoney('a price is not negative', {});
    const line = this.state.lines.find((each) => each.serviceId === serviceId);
    if (line === undefined) throw new InvalidOrder('the order has no such line', { serviceId });
    unitPrice.compare(line.unitPrice);
    const lines = this.state.lines.map((each) => (each === line ? { ...each, overriddenUnitPrice: unitPrice } : each));
    return new OrderRequest({ ...this.state, lines });
  }

  /**
   * A person corrects what was asked for, while it is pending: quantities and details, never a price. A line that is not
   * named stays; quantity 0 takes one off. @throws {InvalidOrder} no such line, or none is left.
   */
  revise(changes: OrderRevision, by: HumanActor): OrderRequest {
    this.#assertHuman(by);
    if (this.state.status !== 'pending')
      throw new InvalidOrder('an order is changed while it is pending', { status: this.state.status });
    const known = new Set(this.state.lines.map(({ serviceId }) => serviceId));
    for (const serviceId of changes.quantities.keys())
      if (!known.has(serviceId)) throw new InvalidOrder('the order has no such line', { serviceId });
    const lines = this.state.lines
      .map((line) => ({ ...line, quantity: changes.quantities.get(line.serviceId) ?? line.quantity }))
      .filter(({ quantity }) => quantity !== 0);
    return OrderRequest.restore({ ...this.state, lines, details: changes.details ?? this.state.details });
  }

  #decide(status: OrderStatus, by: HumanActor, at: Date, reason: string | null): OrderRequest {
    this.#assertHuman(by);
    return this.#moved(status, { by: by.userId, byName: by.name, at, reason });
  }

  #moved(status: OrderStatus, decision: OrderDecision | null): OrderRequest {
    assertTransition('order', transitions, this.state.status, status);
    return new OrderRequest({ ...this.state, status, decision: decision ?? this.state.decision });
  }

  #assertHuman(by: HumanActor): void {
    if (!isHuman(by)) throw new HumanDecisionRequired('only a person decides about an order', {});
  }
}
