import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { idOf } from '#adapters/http/contract/ids';
import { minorAmount } from '#adapters/http/contract/money';
import { OrderDto } from '#adapters/http/contract/order';
import { prose } from '#adapters/http/contract/text';
import { presentOrder } from '#adapters/http/present/present-order';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const access = { kind: 'user', permission: 'orders.decide' } as const;
const tag = 'Orders';
const params = z.strictObject({ orderId: idOf('order') });
const version = z
  .int()
  .min(1)
  .nullable()
  .default(null)
  .meta({ description: 'The version you looked at; another one is refused with 409.' });
const reason = prose(500).nullable().default(null);

/** Approving and fulfilling say nothing but which version. */
const decide = (
  verb: 'approve' | 'fulfil',
  summary: string,
  useCase: UseCases['approveOrder'] | UseCases['fulfilOrder'],
): Route =>
  defineRoute({
    method: 'post',
    path: `/api/v1/orders/:orderId/${verb}`,
    summary,
    tag,
    access,
    params,
    body: z.strictObject({ version }),
    response: { 200: OrderDto },
    handle: async ({ params: { orderId }, body }, { by }) =>
      json(200, presentOrder(await useCase.execute({ by, orderId, version: body.version }))),
  });

/** Rejecting and cancelling may give a reason, which the customer is not shown. */
const refuse = (
  verb: 'reject' | 'cancel',
  summary: string,
  useCase: UseCases['rejectOrder'] | UseCases['cancelOrder'],
): Route =>
  defineRoute({
    method: 'post',
    path: `/api/v1/orders/:orderId/${verb}`,
    summary,
    tag,
    access,
    params,
    body: z.strictObject({ reason, version }),
    response: { 200: OrderDto },
    handle: async ({ params: { orderId }, body }, { by }) =>
      json(200, presentOrder(await useCase.execute({ by, orderId, reason: body.reason, version: body.version }))),
  });

const overridePrice = (useCase: UseCases['overrideOrderPrice']): Route =>
  defineRoute({
    method: 'put',
    path: '/api/v1/orders/:orderId/lines/:serviceId/price',
    summary: "Give one line another price than the catalogue's, while the order is pending",
    tag,
    access: { kind: 'user', permission: 'orders.override_price' },
    params: z.strictObject({ orderId: idOf('order'), serviceId: idOf('service') }),
    body: z.strictObject({ priceMinor: minorAmount, version }),
    response: { 200: OrderDto },
    handle: async ({ params: ids, body }, { by }) => {
      const order = await useCase.execute({ by, ...ids, priceMinor: BigInt(body.priceMinor), version: body.version });
      return json(200, presentOrder(order));
    },
  });

export const orderDecideRoutes = (useCases: UseCases): Route[] => [
  decide('approve', 'Approve an order request; the customer is told', useCases.approveOrder),
  refuse('reject', 'Reject an order request; the customer is told', useCases.rejectOrder),
  refuse('cancel', 'Cancel an order', useCases.cancelOrder),
  decide('fulfil', 'Mark an approved order as fulfilled', useCases.fulfilOrder),
  overridePrice(useCases.overrideOrderPrice),
];
