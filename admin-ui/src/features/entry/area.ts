import { createRoute, redirect } from '@tanstack/react-router';
import { preferences } from '../../shared/lib/preferences.js';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { entryArea } from '../../shared/routing/parents.js';
import { innerPath, type RawSearch } from '../../shared/routing/search.js';
import { SignInScreen } from './sign-in-screen.js';
import { startQuery } from './start.js';

export type NextSearch = { readonly next?: string };
const withNext = (raw: RawSearch): NextSearch => {
  const next = innerPath(raw['next']);
  return next === undefined ? {} : { next };
};

const signIn = createRoute({
  getParentRoute: () => entryArea,
  path: '/sign-in',
  validateSearch: withNext,
  beforeLoad: async ({ context, search: { next } }) => {
    // Sent here from the start, a fresh server, a browser that was never in: there is nobody to sign in as yet.
    if (next !== '/' || preferences.get().hasBeenIn) return;
    const start = await context.queryClient.ensureQueryData(startQuery).catch(() => null);
    if (start?.needsSetup === true) redirect({ to: '/sign-up' as string, throw: true });
  },
  // Not fetched later like the others: whoever is not signed in sees it first.
  component: SignInScreen,
});

const signUp = createRoute({
  getParentRoute: () => entryArea,
  path: '/sign-up',
  component: lazyScreen(() => import('./sign-up-screen.js'), 'SignUpScreen'),
});

const setUp = createRoute({
  getParentRoute: () => entryArea,
  path: '/set-up',
  component: lazyScreen(() => import('./set-up-screen.js'), 'SetUpScreen'),
});

const forgotPassword = createRoute({
  getParentRoute: () => entryArea,
  path: '/forgot-password',
  component: lazyScreen(() => import('./forgot-password-screen.js'), 'ForgotPasswordScreen'),
});

const resetPassword = createRoute({
  getParentRoute: () => entryArea,
  path: '/reset-password',
  component: lazyScreen(() => import('./reset-password-screen.js'), 'ResetPasswordScreen'),
});

const verifyEmail = createRoute({
  getParentRoute: () => entryArea,
  path: '/verify-email',
  component: lazyScreen(() => import('./verify-email-screen.js'), 'VerifyEmailScreen'),
});

const invitation = createRoute({
  getParentRoute: () => entryArea,
  path: '/invitation',
  component: lazyScreen(() => import('./invitation-screen.js'), 'InvitationScreen'),
});

export const entryFeature = defineArea({
  routes: [signIn, signUp, setUp, forgotPassword, resetPassword, verifyEmail, invitation],
  nav: [],
});
