import { IconHome } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { homeQuery } from '../../shared/api/home.js';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { onboardingQuery } from './onboarding.js';

const home = createRoute({
  getParentRoute: () => tenantArea,
  path: '/',
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(homeQuery);
    void queryClient.prefetchQuery(onboardingQuery);
  },
  component: lazyScreen(() => import('./home-screen.js'), 'HomeScreen'),
});

export const homeArea = defineArea({
  routes: [home],
  nav: [{ to: '/', label: { en: 'Home', ar: 'الرئيسية' }, icon: IconHome, group: 'work' }],
});
