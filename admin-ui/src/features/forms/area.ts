import { IconForms } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { formsQuery } from './data.js';

const list = createRoute({
  getParentRoute: () => tenantArea,
  path: '/forms',
  staticData: { permission: 'tenant.read' },
  loader: ({ context }) => void context.queryClient.prefetchQuery(formsQuery),
  component: lazyScreen(() => import('./forms-screen.js'), 'FormsScreen'),
});

/** `new` instead of an id begins a new one. */
const one = createRoute({
  getParentRoute: () => tenantArea,
  path: '/forms/$formId',
  staticData: { permission: 'tenant.read' },
  component: lazyScreen(() => import('./form-screen.js'), 'FormScreen'),
});

export const formsArea = defineArea({
  routes: [list, one],
  nav: [
    { to: '/forms', label: { en: 'Forms', ar: 'النماذج' }, icon: IconForms, group: 'build', permission: 'tenant.read' },
  ],
});
