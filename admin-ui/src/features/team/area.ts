import { IconUsersGroup } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { membersQuery } from '../../shared/api/team.js';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { oneOf, type RawSearch } from '../../shared/routing/search.js';
import { rolesQuery, type TeamSearch, teamTabs } from './data.js';

const team = createRoute({
  getParentRoute: () => tenantArea,
  path: '/team',
  staticData: { permission: 'team.read' },
  validateSearch: (raw: RawSearch): TeamSearch => ({ tab: oneOf(raw['tab'], teamTabs) }),
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(membersQuery);
    void context.queryClient.prefetchQuery(rolesQuery);
  },
  component: lazyScreen(() => import('./team-screen.js'), 'TeamScreen'),
});

export const teamArea = defineArea({
  routes: [team],
  nav: [
    {
      to: '/team',
      label: { en: 'Team', ar: 'الفريق' },
      icon: IconUsersGroup,
      group: 'business',
      permission: 'team.read',
    },
  ],
});
