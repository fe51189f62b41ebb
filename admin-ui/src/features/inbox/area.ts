import { IconMessages } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { readInboxSearch } from './model/inbox-search.js';

/** One screen for the list and for a conversation: the list keeps its place while conversations come and go. */
const inbox = createRoute({
  getParentRoute: () => tenantArea,
  path: '/inbox',
  staticData: { permission: 'conversations.read' },
  validateSearch: readInboxSearch,
  component: lazyScreen(() => import('./inbox-screen.js'), 'InboxScreen'),
});

const nothingChosen = createRoute({ getParentRoute: () => inbox, path: '/' });
const conversation = createRoute({ getParentRoute: () => inbox, path: '$conversationId' });

export const inboxArea = defineArea({
  routes: [inbox.addChildren([nothingChosen, conversation])],
  nav: [
    {
      to: '/inbox',
      label: { en: 'Inbox', ar: 'المحادثات' },
      icon: IconMessages,
      group: 'work',
      permission: 'conversations.read',
      badge: 'waiting',
    },
  ],
});
