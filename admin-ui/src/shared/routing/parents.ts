import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { knowMe } from '../api/me.js';

export type RouterContext = { readonly queryClient: QueryClient };

/** The routes a feature hangs its own on. Their frames are set in `app/router.ts`. */
export const rootRoute = createRootRouteWithContext<RouterContext>()();

/** Without an account: sign-in, sign-up, links from mails. */
export const entryArea = createRoute({ getParentRoute: () => rootRoute, id: 'entry' });

/** Everything behind the sign-in. Who is not signed in goes there, and comes back to the same address. */
export const signedInArea = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const me = await knowMe(context.queryClient);
    if (me === null) redirect({ to: '/sign-in' as string, search: { next: location.href } as never, throw: true });
  },
});

/** A business's screens. A super admin on the platform has none, and is led to the platform's. */
export const tenantArea = createRoute({
  getParentRoute: () => signedInArea,
  id: 'tenant',
  beforeLoad: async ({ context }) => {
    const me = await knowMe(context.queryClient);
    if (me?.tenant === null) redirect({ to: '/platform' as string, throw: true });
  },
});

/** The super admin's screens, all below `/platform`. */
export const platformArea = createRoute({
  getParentRoute: () => signedInArea,
  id: 'platform',
  staticData: { permission: 'platform.manage' },
});
