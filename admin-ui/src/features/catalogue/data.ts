import { infiniteQueryOptions, queryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { z } from 'zod';
import type { NewFaq, NewService } from '../../../../src/adapters/http/contract/catalogue.js';
import { api } from '../../shared/api/client.js';
import type { Faq, Money, Page, Service } from '../../shared/api/types.js';

export type ServiceBody = z.input<typeof NewService>;
export type FaqBody = z.input<typeof NewFaq>;

export const serviceStatuses = ['active', 'draft', 'archived'] as const;
export const serviceKinds = ['service', 'package'] as const;
export const sampleKinds = ['spa', 'restaurant', 'shop', 'clinic'] as const;
export type SampleKind = (typeof sampleKinds)[number];

export type CatalogueSearch = {
  readonly tab?: 'faqs' | undefined;
  readonly q?: string | undefined;
  readonly status?: Service['status'] | undefined;
  readonly kind?: Service['kind'] | undefined;
};

const pages = <T>(path: string, key: string) =>
  infiniteQueryOptions({
    queryKey: [key, 'pages'],
    queryFn: ({ pageParam, signal }) => api.get<Page<T>>(path, { query: { after: pageParam, limit: 100 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: 30_000,
  });

export const servicesQuery = pages<Service>('/api/v1/services', 'services');
export const faqsQuery = pages<Faq>('/api/v1/faqs', 'faqs');

/** A catalogue is searched whole, so it is read whole, page after page; what is there shows meanwhile. */
export const useAllServices = () => {
  const services = useInfiniteQuery(servicesQuery);
  const { hasNextPage, isFetching, isError, fetchNextPage } = services;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return services;
};

export const useAllFaqs = () => {
  const faqs = useInfiniteQuery(faqsQuery);
  const { hasNextPage, isFetching, isError, fetchNextPage } = faqs;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return faqs;
};

export const serviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['services', 'one', id],
    queryFn: ({ signal }) => api.get<Service>(`/api/v1/services/${id}`, { signal }),
  });

export const faqQuery = (id: string) =>
  queryOptions({
    queryKey: ['faqs', 'one', id],
    queryFn: ({ signal }) => api.get<Faq>(`/api/v1/faqs/${id}`, { signal }),
  });

export const saveService = (id: string | null, body: ServiceBody, version: number): Promise<Service> =>
  id === null
    ? api.post<Service>('/api/v1/services', body)
    : api.put<Service>(`/api/v1/services/${id}`, { ...body, version });

export const archiveService = ({ id, version }: Service): Promise<Service> =>
  api.post<Service>(`/api/v1/services/${id}/archive`, { version });

export const saveFaq = (id: string | null, body: FaqBody, version: number): Promise<Faq> =>
  id === null ? api.post<Faq>('/api/v1/faqs', body) : api.put<Faq>(`/api/v1/faqs/${id}`, { ...body, version });

export const takeSample = (kind: SampleKind): Promise<{ readonly created: number }> =>
  api.post('/api/v1/onboarding/sample-catalogue', { kind });

type RowProblem = { readonly row: number; readonly field: string | null; readonly message: string };
export type ImportAnswer = {
  readonly created: number;
  readonly updated: number;
  readonly problems: readonly RowProblem[];
  readonly rows: readonly {
    readonly row: number;
    readonly effect: 'created' | 'updated' | 'unchanged';
    readonly changes: readonly Exclude<keyof Service, 'id' | 'createdAt' | 'version'>[];
    readonly priceBefore: Money | null;
  }[];
};

/** In one write. A row that is refused, also one that only now is, costs no other row anything. */
export const importServices = (services: readonly ServiceBody[], dryRun: boolean): Promise<ImportAnswer> =>
  api.post<ImportAnswer>('/api/v1/services/import', { services, mode: 'upsert', skipRefused: true, dryRun });
