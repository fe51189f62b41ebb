import { IconKey } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { apiKeysQuery } from './data.js';

const apiKeys = createRoute({
  getParentRoute: () => tenantArea,
  path: '/api-keys',
  staticData: { permission: 'api_keys.manage' },
  loader: ({ context }) => void context.queryClient.prefetchQuery(apiKeysQuery),
  component: lazyScreen(() => import('./api-keys-screen.js'), 'ApiKeysScreen'),
});

export const apiKeysArea = defineArea({
  routes: [apiKeys],
  nav: [
    {
      to: '/api-keys',
      label: { en: 'API keys', ar: 'مفاتيح API' },
      icon: IconKey,
      group: 'business',
      permission: 'api_keys.manage',
    },
  ],
});
