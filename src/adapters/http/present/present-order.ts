import type { z } from 'zod';
import type { OrderDto } from '#adapters/http/contract/order';
import { presentLocalized, presentMoney } from '#adapters/http/present/present-money';
import type { PriceNow } from '#application/orders/current-prices';
import type { OrderLine, OrderRequest } from '#domain/orders/order-request';
import { orderSlots } from '#domain/orders/order-slot';
import type { Money } from '#domain/shared/money';

type OrderJson = z.input<typeof OrderDto>;

const moneyOrNull = (money: Money | null) => money && presentMoney(money);

const presentLine = (line: OrderLine, priceNow: PriceNow): OrderJson['lines'][number] => ({
  serviceId: line.serviceId,
  name: presentLocalized(line.name),
  quantity: line.quantity,
  unitPrice: presentMoney(line.unitPrice),
  overriddenUnitPrice: line.overriddenUnitPrice && presentMoney(line.overriddenUnitPrice),
  currentUnitPrice: moneyOrNull(priceNow(line.serviceId)),
});

/** @param priceNow what a line's service costs at this moment, for comparison. */
export const presentOrder = (order: OrderRequest, priceNow: PriceNow): OrderJson => {
  const { state } = order;
  const { decision, details } = state;
  return {
    id: state.id,
    number: state.number,
    conversationId: state.conversationId,
    customerId: state.customerId,
    turnId: state.turnId,
    status: state.status,
    lines: state.lines.map((line) => presentLine(line, priceNow)),
    total: presentMoney(order.total),
    details: Object.fromEntries(
      orderSlots.flatMap((slot) => (details[slot] === undefined ? [] : [[slot, details[slot]]])),
    ),
    decision: decision && {
      by: decision.by,
      byName: decision.byName,
      at: decision.at.toISOString(),
      reason: decision.reason,
    },
    createdAt: state.createdAt.toISOString(),
    version: state.version,
  };
};
