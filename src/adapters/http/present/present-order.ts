import type { z } from 'zod';
import type { OrderDto } from '#adapters/http/contract/order';
import { presentLocalized, presentMoney } from '#adapters/http/present/present-money';
import type { OrderLine, OrderRequest } from '#domain/orders/order-request';
import { orderSlots } from '#domain/orders/order-slot';

type OrderJson = z.input<typeof OrderDto>;

const presentLine = (line: OrderLine): OrderJson['lines'][number] => ({
  serviceId: line.serviceId,
  name: presentLocalized(line.name),
  quantity: line.quantity,
  unitPrice: presentMoney(line.unitPrice),
  overriddenUnitPrice: line.overriddenUnitPrice && presentMoney(line.overriddenUnitPrice),
});

export const presentOrder = (order: OrderRequest): OrderJson => {
  const { state } = order;
  const { decision, details } = state;
  return {
    id: state.id,
    number: state.number,
    conversationId: state.conversationId,
    customerId: state.customerId,
    turnId: state.turnId,
    status: state.status,
    lines: state.lines.map(presentLine),
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
