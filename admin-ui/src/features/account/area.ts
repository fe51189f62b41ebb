import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { signedInArea } from '../../shared/routing/parents.js';

const account = createRoute({
  getParentRoute: () => signedInArea,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-screen.js'), 'AccountScreen'),
});

export const accountArea = defineArea({ routes: [account], nav: [] });
