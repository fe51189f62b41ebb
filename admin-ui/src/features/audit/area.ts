import { IconHistory } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { platformArea, tenantArea } from '../../shared/routing/parents.js';
import { type RawSearch, textOf } from '../../shared/routing/search.js';
import { type AuditSearch, auditQuery } from './data.js';

const day = /^\d{4}-\d{2}-\d{2}$/;
const dayOf = (raw: unknown): string | undefined => {
  const text = textOf(raw, 10);
  return text !== undefined && day.test(text) ? text : undefined;
};

const validateSearch = (raw: RawSearch): AuditSearch => ({
  action: textOf(raw['action'], 64),
  target: textOf(raw['target'], 64),
  actor: textOf(raw['actor'], 64),
  from: dayOf(raw['from']),
  until: dayOf(raw['until']),
});

const own = createRoute({
  getParentRoute: () => tenantArea,
  path: '/audit',
  staticData: { permission: 'audit.read' },
  validateSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(auditQuery('tenant', deps)),
  component: lazyScreen(() => import('./audit-screen.js'), 'TenantAuditScreen'),
});

const platform = createRoute({
  getParentRoute: () => platformArea,
  path: '/platform/audit',
  staticData: { permission: 'platform.manage' },
  validateSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(auditQuery('platform', deps)),
  component: lazyScreen(() => import('./audit-screen.js'), 'PlatformAuditScreen'),
});

export const auditArea = defineArea({
  routes: [own],
  nav: [
    {
      to: '/audit',
      label: { en: 'Audit log', ar: 'سجل التدقيق' },
      icon: IconHistory,
      group: 'business',
      permission: 'audit.read',
    },
  ],
});

export const platformAuditArea = defineArea({
  routes: [platform],
  nav: [
    {
      to: '/platform/audit',
      label: { en: 'Audit log', ar: 'سجل التدقيق' },
      icon: IconHistory,
      group: 'platform',
      permission: 'platform.manage',
    },
  ],
});
