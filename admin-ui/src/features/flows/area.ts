import { IconSitemap } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { flowsQuery } from './data.js';

const list = createRoute({
  getParentRoute: () => tenantArea,
  path: '/flows',
  staticData: { permission: 'tenant.read' },
  loader: ({ context }) => void context.queryClient.prefetchQuery(flowsQuery),
  component: lazyScreen(() => import('./flows-screen.js'), 'FlowsScreen'),
});

/** `new` instead of an id begins a new one. */
const one = createRoute({
  getParentRoute: () => tenantArea,
  path: '/flows/$flowId',
  staticData: { permission: 'tenant.read' },
  component: lazyScreen(() => import('./flow-screen.js'), 'FlowScreen'),
});

export const flowsArea = defineArea({
  routes: [list, one],
  nav: [
    {
      to: '/flows',
      label: { en: 'Menus', ar: 'القوائم' },
      icon: IconSitemap,
      group: 'build',
      permission: 'tenant.read',
    },
  ],
});
