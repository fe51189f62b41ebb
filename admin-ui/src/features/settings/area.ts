import { IconSettings } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { schemasQuery, settingsQuery } from '../../shared/api/settings.js';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { oneOf, type RawSearch } from '../../shared/routing/search.js';
import { type SettingsSearch, settingsTabs } from './parts.js';

const settings = createRoute({
  getParentRoute: () => tenantArea,
  path: '/settings',
  staticData: { permission: 'tenant.read' },
  validateSearch: (raw: RawSearch): SettingsSearch => ({ tab: oneOf(raw['tab'], settingsTabs) }),
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(settingsQuery);
    void context.queryClient.prefetchQuery(schemasQuery);
  },
  component: lazyScreen(() => import('./settings-screen.js'), 'SettingsScreen'),
});

export const settingsArea = defineArea({
  routes: [settings],
  nav: [
    {
      to: '/settings',
      label: { en: 'Settings', ar: 'الإعدادات' },
      icon: IconSettings,
      group: 'business',
      permission: 'tenant.read',
    },
  ],
});
