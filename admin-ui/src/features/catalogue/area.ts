import { IconTag } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import { defineArea } from '../../shared/routing/area.js';
import { lazyScreen } from '../../shared/routing/lazy-screen.js';
import { tenantArea } from '../../shared/routing/parents.js';
import { oneOf, type RawSearch, textOf } from '../../shared/routing/search.js';
import { type CatalogueSearch, faqsQuery, serviceKinds, serviceStatuses, servicesQuery } from './data.js';

const validateSearch = (raw: RawSearch): CatalogueSearch => ({
  tab: oneOf(raw['tab'], ['faqs']),
  q: textOf(raw['q'], 100),
  status: oneOf(raw['status'], serviceStatuses),
  kind: oneOf(raw['kind'], serviceKinds),
});

const list = createRoute({
  getParentRoute: () => tenantArea,
  path: '/catalogue',
  staticData: { permission: 'catalogue.read' },
  validateSearch,
  loaderDeps: ({ search: { tab } }) => ({ tab }),
  loader: ({ context: { queryClient }, deps }) =>
    void (deps.tab === 'faqs'
      ? queryClient.prefetchInfiniteQuery(faqsQuery)
      : queryClient.prefetchInfiniteQuery(servicesQuery)),
  component: lazyScreen(() => import('./catalogue-screen.js'), 'CatalogueScreen'),
});

/** `new` instead of an id begins a new one. */
const service = createRoute({
  getParentRoute: () => tenantArea,
  path: '/catalogue/services/$serviceId',
  staticData: { permission: 'catalogue.read' },
  component: lazyScreen(() => import('./service-screen.js'), 'ServiceScreen'),
});

const faq = createRoute({
  getParentRoute: () => tenantArea,
  path: '/catalogue/faqs/$faqId',
  staticData: { permission: 'catalogue.read' },
  component: lazyScreen(() => import('./faq-screen.js'), 'FaqScreen'),
});

const importing = createRoute({
  getParentRoute: () => tenantArea,
  path: '/catalogue/import',
  staticData: { permission: 'catalogue.write' },
  component: lazyScreen(() => import('./import/import-screen.js'), 'ImportScreen'),
});

export const catalogueArea = defineArea({
  routes: [list, service, faq, importing],
  nav: [
    {
      to: '/catalogue',
      label: { en: 'Catalogue', ar: 'الكتالوج' },
      icon: IconTag,
      group: 'build',
      permission: 'catalogue.read',
    },
  ],
});
