import { IconUserPlus } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { oneOf, type RawSearch, textOf } from '../../shared/routing/search.js';
import { type LeadsSearch, leadStatuses, leadsQuery } from './data.js';

const validateSearch = (raw: RawSearch): LeadsSearch => ({
  status: oneOf(raw['status'], leadStatuses),
  form: textOf(raw['form'], 64),
  assignee: textOf(raw['assignee'], 64),
  lead: textOf(raw['lead'], 64),
});

const leads = createRoute({
  getParentRoute: () => tenantArea,
  path: '/leads',
  staticData: { permission: 'leads.read' },
  validateSearch,
  loaderDeps: ({ search: { status, form, assignee } }) => ({ status, form, assignee }),
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(leadsQuery(deps)),
  component: lazyScreen(() => import('./leads-screen.js'), 'LeadsScreen'),
});

export const leadsArea = defineArea({
  routes: [leads],
  nav: [
    {
      to: '/leads',
      label: { en: 'Leads', ar: 'العملاء المحتملون' },
      icon: IconUserPlus,
      group: 'work',
      permission: 'leads.read',
      badge: 'newLeads',
    },
  ],
});
