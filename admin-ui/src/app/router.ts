import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter } from '@tanstack/react-router';
import { lazyScreen } from '../shared/routing/lazy-screen.js';
import { entryArea, platformArea, rootRoute, signedInArea, tenantArea } from '../shared/routing/parents.js';
import { areas } from './areas.js';
import { EntryFrame } from './layout/entry-frame.js';
import { NotFound, OutsideFailed, OutsideNotFound, ScreenFailed } from './layout/route-states.js';

entryArea.update({ component: EntryFrame });
// Most of the panel's weight, and nothing the sign-in needs.
signedInArea.update({ component: lazyScreen(() => import('./layout/shell.js'), 'Shell') });
// Outside of every frame: an address before the sign-in, or no answer to who is signed in.
rootRoute.update({ notFoundComponent: OutsideNotFound, errorComponent: OutsideFailed });

const noSuchScreen = createRoute({ getParentRoute: () => signedInArea, path: '$', component: NotFound });

const routeTree = rootRoute.addChildren([
  entryArea.addChildren([...areas.entry.routes]),
  signedInArea.addChildren([
    tenantArea.addChildren([
      ...areas.home.routes,
      ...areas.inbox.routes,
      ...areas.orders.routes,
      ...areas.leads.routes,
      ...areas.catalogue.routes,
      ...areas.flows.routes,
      ...areas.forms.routes,
      ...areas.assistants.routes,
      ...areas.playground.routes,
      ...areas.widget.routes,
      ...areas.settings.routes,
      ...areas.channels.routes,
      ...areas.team.routes,
      ...areas.apiKeys.routes,
      ...areas.audit.routes,
      ...areas.knowledge.routes,
      ...areas.functions.routes,
    ]),
    platformArea.addChildren([...areas.platform.routes, ...areas.platformAudit.routes]),
    ...areas.account.routes,
    noSuchScreen,
  ]),
]);

export const createPanelRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    basepath: '/app',
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadDelay: 30,
    defaultPendingMs: 150,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: ScreenFailed,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: ReturnType<typeof createPanelRouter>;
  }
}
