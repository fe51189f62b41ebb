import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { signedInArea } from '../../shared/routing/parents.js';

const account = createRoute({
  getParentRoute: () => signedInArea,
  path: '/account',
  component: lazyScreen(() => import('./account-screen.js'), 'AccountScreen'),
});

export const accountArea = defineArea({ routes: [account], nav: [] });
