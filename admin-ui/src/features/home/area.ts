import { IconHome } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { homeQuery } from '../../shared/api/home.js';
import { defineArea } from '../../shared/routing/area.js';
import { tenantArea } from '../../shared/routing/parents.js';

const home = createRoute({
  getParentRoute: () => tenantArea,
  path: '/',
  loader: ({ context }) => void context.queryClient.prefetchQuery(homeQuery),
  component: lazyRouteComponent(() => import('./home-screen.js'), 'HomeScreen'),
});

export const homeArea = defineArea({
  routes: [home],
  nav: [{ to: '/', label: { en: 'Home', ar: 'الرئيسية' }, icon: IconHome, group: 'work' }],
});
