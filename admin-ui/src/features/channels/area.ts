import { IconPlugConnected } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { schemasQuery } from '../../shared/api/settings.js';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { flagOf, type RawSearch } from '../../shared/routing/search.js';
import { type ChannelsSearch, channelsQuery } from './data.js';
import { sessionQuery } from './session/data.js';

const channels = createRoute({
  getParentRoute: () => tenantArea,
  path: '/channels',
  staticData: { permission: 'channels.read' },
  validateSearch: (raw: RawSearch): ChannelsSearch => ({ add: flagOf(raw['add']) }),
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(channelsQuery);
    void context.queryClient.prefetchQuery(schemasQuery);
  },
  component: lazyScreen(() => import('./channels-screen.js'), 'ChannelsScreen'),
});

/** A linked number: its code to scan, its state, its health. */
const session = createRoute({
  getParentRoute: () => tenantArea,
  path: '/channels/$channelId',
  staticData: { permission: 'channels.read' },
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(sessionQuery(params.channelId)),
  component: lazyScreen(() => import('./session/session-screen.js'), 'SessionScreen'),
});

export const channelsArea = defineArea({
  routes: [channels, session],
  nav: [
    {
      to: '/channels',
      label: { en: 'Channels', ar: 'القنوات' },
      icon: IconPlugConnected,
      group: 'business',
      permission: 'channels.read',
    },
  ],
});
