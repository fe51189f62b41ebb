import { IconReceipt } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { oneOf, type RawSearch, textOf } from '../../shared/routing/search.js';
import { type OrdersSearch, orderStatuses, ordersQuery } from './data.js';

const validateSearch = (raw: RawSearch): OrdersSearch => ({
  view: oneOf(raw['view'], ['list']),
  status: oneOf(raw['status'], orderStatuses),
  customer: textOf(raw['customer'], 64),
  conversation: textOf(raw['conversation'], 64),
  order: textOf(raw['order'], 64),
});

const orders = createRoute({
  getParentRoute: () => tenantArea,
  path: '/orders',
  staticData: { permission: 'orders.read' },
  validateSearch,
  loaderDeps: ({ search: { customer, conversation } }) => ({ customer, conversation }),
  loader: ({ context, deps }) =>
    void context.queryClient.prefetchInfiniteQuery(ordersQuery({ ...deps, status: 'pending' })),
  component: lazyScreen(() => import('./orders-screen.js'), 'OrdersScreen'),
});

export const ordersArea = defineArea({
  routes: [orders],
  nav: [
    {
      to: '/orders',
      label: { en: 'Orders', ar: 'الطلبات' },
      icon: IconReceipt,
      group: 'work',
      permission: 'orders.read',
      badge: 'pendingOrders',
    },
  ],
});
