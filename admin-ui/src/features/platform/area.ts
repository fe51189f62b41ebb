import { IconBuildingStore, IconHandStop, IconSparkles } from '@tabler/icons-react';
import { createRoute, redirect } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { platformArea as parent } from '../../shared/routing/parents.js';
import { oneOf, type RawSearch } from '../../shared/routing/search.js';
import { aiQuery } from './ai/data.js';
import { platformSwitchQuery, type TenantsSearch, tenantQuery, tenantStatuses, tenantsQuery } from './data.js';

const staticData = { permission: 'platform.manage' } as const;

const start = createRoute({
  getParentRoute: () => parent,
  path: '/platform',
  staticData,
  beforeLoad: () => {
    redirect({ to: '/platform/tenants' as string, throw: true });
  },
});

const tenants = createRoute({
  getParentRoute: () => parent,
  path: '/platform/tenants',
  staticData,
  validateSearch: (raw: RawSearch): TenantsSearch => ({ status: oneOf(raw['status'], tenantStatuses) }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(tenantsQuery(deps)),
  component: lazyScreen(() => import('./tenants-screen.js'), 'TenantsScreen'),
});

const tenant = createRoute({
  getParentRoute: () => parent,
  path: '/platform/tenants/$tenantId',
  staticData,
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(tenantQuery(params.tenantId)),
  component: lazyScreen(() => import('./tenant-screen.js'), 'TenantScreen'),
});

const switches = createRoute({
  getParentRoute: () => parent,
  path: '/platform/kill-switches',
  staticData,
  loader: ({ context }) => void context.queryClient.prefetchQuery(platformSwitchQuery),
  component: lazyScreen(() => import('./switches-screen.js'), 'SwitchesScreen'),
});

const ai = createRoute({
  getParentRoute: () => parent,
  path: '/platform/ai',
  staticData,
  loader: ({ context }) => void context.queryClient.prefetchQuery(aiQuery),
  component: lazyScreen(() => import('./ai/ai-screen.js'), 'AiScreen'),
});

export const platformFeature = defineArea({
  routes: [start, tenants, tenant, switches, ai],
  nav: [
    {
      to: '/platform/tenants',
      label: { en: 'Tenants', ar: 'الأنشطة' },
      icon: IconBuildingStore,
      group: 'platform',
      permission: 'platform.manage',
    },
    {
      to: '/platform/kill-switches',
      label: { en: 'Kill switches', ar: 'مفاتيح الإيقاف' },
      icon: IconHandStop,
      group: 'platform',
      permission: 'platform.manage',
    },
    {
      to: '/platform/ai',
      label: { en: 'AI providers', ar: 'مزودو الذكاء الاصطناعي' },
      icon: IconSparkles,
      group: 'platform',
      permission: 'platform.manage',
    },
  ],
});
