import { IconFlask } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';

const playground = createRoute({
  getParentRoute: () => tenantArea,
  path: '/playground',
  staticData: { permission: 'tenant.configure' },
  component: lazyScreen(() => import('./playground-screen.js'), 'PlaygroundScreen'),
});

export const playgroundArea = defineArea({
  routes: [playground],
  nav: [
    {
      to: '/playground',
      label: { en: 'Playground', ar: 'ساحة التجربة' },
      icon: IconFlask,
      group: 'build',
      permission: 'tenant.configure',
    },
  ],
});
