import { IconMessageChatbot } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { schemasQuery, settingsQuery } from '../../shared/api/settings.js';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { oneOf, type RawSearch } from '../../shared/routing/search.js';
import { type WidgetSearch, widgetPanes, widgetQuery, widgetTabs } from './data.js';

const widget = createRoute({
  getParentRoute: () => tenantArea,
  path: '/widget',
  staticData: { permission: 'tenant.read' },
  validateSearch: (raw: RawSearch): WidgetSearch => ({
    tab: oneOf(raw['tab'], widgetTabs),
    pane: oneOf(raw['pane'], widgetPanes),
  }),
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(widgetQuery);
    void context.queryClient.prefetchQuery(schemasQuery);
    void context.queryClient.prefetchQuery(settingsQuery);
  },
  component: lazyScreen(() => import('./widget-screen.js'), 'WidgetScreen'),
});

export const widgetArea = defineArea({
  routes: [widget],
  nav: [
    {
      to: '/widget',
      label: { en: 'Chat on your site', ar: 'المحادثة في موقعك' },
      icon: IconMessageChatbot,
      group: 'build',
      permission: 'tenant.read',
    },
  ],
});
