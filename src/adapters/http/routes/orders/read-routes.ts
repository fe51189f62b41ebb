import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { idOf } from '#adapters/http/contract/ids';
import { OrderCountsDto, OrderDto, orderStatus } from '#adapters/http/contract/order';
import { pageOf, pageQuery } from '#adapters/http/contract/page';
import { presentOrder } from '#adapters/http/present/present-order';
import { given, pageRequest, presentPage } from '#adapters/http/present/present-page';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const access = { kind: 'user_or_key', permission: 'orders.read' } as const;
const tag = 'Orders';

const pageOrders = ({ pageOrders: useCase, currentPrices }: UseCases): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/orders',
    summary: 'Order requests, newest first',
    tag,
    access,
    query: z.strictObject({
      ...pageQuery,
      status: orderStatus.optional(),
      conversationId: idOf('conversation').optional(),
      customerId: idOf('customer').optional(),
    }),
    response: { 200: pageOf(OrderDto) },
    handle: async ({ query: { after, limit, ...filter } }, { by }) => {
      const page = await useCase.execute({ by, filter: given(filter), page: pageRequest({ after, limit }) });
      const priceNow = await currentPrices.execute({ by });
      return json(
        200,
        presentPage(page, (order) => presentOrder(order, priceNow)),
      );
    },
  });

const countOrders = (useCase: UseCases['countOrders']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/orders/counts',
    summary: 'How many order requests there are in each status',
    tag,
    access,
    response: { 200: OrderCountsDto },
    handle: async (_input, { by }) => json(200, await useCase.execute({ by })),
  });

const findOrder = ({ findOrder: useCase, currentPrices }: UseCases): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/orders/:orderId',
    summary: 'One order request',
    tag,
    access,
    params: z.strictObject({ orderId: idOf('order') }),
    response: { 200: OrderDto },
    handle: async ({ params }, { by }) =>
      json(200, presentOrder(await useCase.execute({ by, ...params }), await currentPrices.execute({ by }))),
  });

export const orderReadRoutes = (useCases: UseCases): Route[] => [
  pageOrders(useCases),
  countOrders(useCases.countOrders),
  findOrder(useCases),
];
