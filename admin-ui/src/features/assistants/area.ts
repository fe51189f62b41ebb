import { IconMasksTheater } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { assistantsQuery } from './data.js';

const list = createRoute({
  getParentRoute: () => tenantArea,
  path: '/assistants',
  staticData: { permission: 'tenant.read' },
  loader: ({ context }) => void context.queryClient.prefetchQuery(assistantsQuery),
  component: lazyScreen(() => import('./assistants-screen.js'), 'AssistantsScreen'),
});

const one = createRoute({
  getParentRoute: () => tenantArea,
  path: '/assistants/$assistantId',
  staticData: { permission: 'tenant.read' },
  component: lazyScreen(() => import('./assistant-screen.js'), 'AssistantScreen'),
});

const version = createRoute({
  getParentRoute: () => tenantArea,
  path: '/assistants/$assistantId/$versionId',
  staticData: { permission: 'tenant.read' },
  component: lazyScreen(() => import('./version-screen.js'), 'VersionScreen'),
});

export const assistantsArea = defineArea({
  routes: [list, one, version],
  nav: [
    {
      to: '/assistants',
      label: { en: 'Assistants', ar: 'المساعدون' },
      icon: IconMasksTheater,
      group: 'build',
      permission: 'tenant.read',
    },
  ],
});
