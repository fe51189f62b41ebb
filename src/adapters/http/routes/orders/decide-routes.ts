import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { idOf } from '#adapters/http/contract/ids';
import { minorAmount } from '#adapters/http/contract/money';
import { OrderDto, OrderNewsDto } from '#adapters/http/contract/order';
import { line, prose } from '#adapters/http/contract/text';
import { presentOrder } from '#adapters/http/present/present-order';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import type { Principal } from '#application/identity/principal';
import type { OrderRequest } from '#domain/orders/order-request';

const access = { kind: 'user', permission: 'orders.decide' } as const;
const tag = 'Orders';
const params = z.strictObject({ orderId: idOf('order') });
const version = z
  .int()
  .min(1)
  .nullable()
  .default(null)
  .meta({ description: 'The version you looked at; another one is refused with 409.' });
const whyChanged = line(200).meta({ description: 'For the audit log; the customer never reads it.' });
const reason = prose(500).nullable().default(null);

type Prices = UseCases['currentPrices'];

const presented = async (order: OrderRequest, by: Principal, currentPrices: Prices) =>
  json(200, presentOrder(order, await currentPrices.execute({ by })));

/** Approving and fulfilling say nothing but which version. */
const decide = (
  verb: 'approve' | 'fulfil',
  summary: string,
  useCase: UseCases['approveOrder'] | UseCases['fulfilOrder'],
  currentPrices: Prices,
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
      presented(await useCase.execute({ by, orderId, version: body.version }), by, currentPrices),
  });

/** Rejecting and cancelling may give a reason, which the customer reads. */
const refuse = (
  verb: 'reject' | 'cancel',
  summary: string,
  useCase: UseCases['rejectOrder'] | UseCases['cancelOrder'],
  currentPrices: Prices,
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
      presented(await useCase.execute({ by, orderId, reason: body.reason, version: body.version }), by, currentPrices),
  });

const overridePrice = ({ overrideOrderPrice: useCase, currentPrices }: UseCases): Route =>
  defineRoute({
    method: 'put',
    path: '/api/v1/orders/:orderId/lines/:serviceId/price',
    summary: "Give one line another price than the catalogue's, while the order is pending",
    tag,
    access: { kind: 'user', permission: 'orders.override_price' },
    params: z.strictObject({ orderId: idOf('order'), serviceId: idOf('service') }),
    body: z.strictObject({ priceMinor: minorAmount, reason: whyChanged, version }),
    response: { 200: OrderDto },
    handle: async ({ params: ids, body }, { by }) => {
      const order = await useCase.execute({ by, ...ids, ...body, priceMinor: BigInt(body.priceMinor) });
      return presented(order, by, currentPrices);
    },
  });

const preview = (useCase: UseCases['previewOrderNews']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/v1/orders/:orderId/preview',
    summary: 'Read what the customer would be told by a decision; changes nothing',
    tag,
    access,
    params,
    body: z.strictObject({ decision: z.enum(['approve', 'reject', 'cancel', 'fulfil']), reason }),
    response: { 200: OrderNewsDto },
    handle: async ({ params: { orderId }, body }, { by }) =>
      json(200, await useCase.execute({ by, orderId, decision: body.decision, reason: body.reason })),
  });

const detail = line(200).nullable().exactOptional();

const edit = ({ editOrder, currentPrices }: UseCases): Route =>
  defineRoute({
    method: 'patch',
    path: '/api/v1/orders/:orderId',
    summary: 'Correct quantities and details of a pending order; prices stay',
    tag,
    access,
    params,
    body: z.strictObject({
      lines: z
        .array(z.strictObject({ serviceId: idOf('service'), quantity: z.int().min(0).max(9_999) }))
        .max(50)
        .default([])
        .meta({ description: 'A line that is left out stays; quantity 0 takes it off.' }),
      details: z
        .strictObject({ name: detail, phone: detail, address: detail, date: detail, note: detail })
        .default({})
        .meta({ description: 'What is left out stays; null removes it.' }),
      reason: whyChanged.nullable().default(null),
      version,
    }),
    response: { 200: OrderDto },
    handle: async ({ params: { orderId }, body }, { by }) =>
      presented(await editOrder.execute({ by, orderId, ...body }), by, currentPrices),
  });

export const orderDecideRoutes = (useCases: UseCases): Route[] => [
  decide('approve', 'Approve an order request; the customer is told', useCases.approveOrder, useCases.currentPrices),
  refuse('reject', 'Reject an order request; the customer is told', useCases.rejectOrder, useCases.currentPrices),
  refuse('cancel', 'Cancel an order', useCases.cancelOrder, useCases.currentPrices),
  decide('fulfil', 'Mark an approved order as fulfilled', useCases.fulfilOrder, useCases.currentPrices),
  overridePrice(useCases),
  preview(useCases.previewOrderNews),
  edit(useCases),
];
