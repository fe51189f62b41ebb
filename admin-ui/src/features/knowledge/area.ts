import { IconBook2 } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { oneOf, type RawSearch } from '../../shared/routing/search.js';
import { documentsQuery, type Tab, tabs } from './data.js';

export type KnowledgeSearch = { readonly tab?: Tab | undefined };
const validateSearch = (raw: RawSearch): KnowledgeSearch => ({ tab: oneOf(raw['tab'], tabs) });

const list = createRoute({
  getParentRoute: () => tenantArea,
  path: '/knowledge',
  staticData: { permission: 'catalogue.read' },
  validateSearch,
  loader: ({ context: { queryClient } }) => void queryClient.prefetchQuery(documentsQuery),
  component: lazyScreen(() => import('./knowledge-screen.js'), 'KnowledgeScreen'),
});

const document = createRoute({
  getParentRoute: () => tenantArea,
  path: '/knowledge/documents/$documentId',
  staticData: { permission: 'catalogue.read' },
  component: lazyScreen(() => import('./document-screen.js'), 'DocumentScreen'),
});

export const knowledgeArea = defineArea({
  routes: [list, document],
  nav: [
    {
      to: '/knowledge',
      label: { en: 'Knowledge', ar: 'المعرفة' },
      icon: IconBook2,
      group: 'build',
      permission: 'catalogue.read',
    },
  ],
});
