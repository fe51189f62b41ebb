import { IconPlugConnected } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { functionsQuery } from './data.js';

const functions = createRoute({
  getParentRoute: () => tenantArea,
  path: '/functions',
  staticData: { permission: 'tenant.configure' },
  loader: ({ context }) => void context.queryClient.prefetchQuery(functionsQuery),
  component: lazyScreen(() => import('./functions-screen.js'), 'FunctionsScreen'),
});

export const functionsArea = defineArea({
  routes: [functions],
  nav: [
    {
      to: '/functions',
      label: { en: 'Functions', ar: 'الوظائف' },
      icon: IconPlugConnected,
      group: 'build',
      permission: 'tenant.configure',
    },
  ],
});
