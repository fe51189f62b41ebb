import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import type {
  Channel,
  ConversationSummary,
  Faq,
  Member,
  Message,
  Order,
  Page,
  Service,
  Tenant,
  Turn,
} from '../../../shared/api/types.js';
import type { ListFilter } from '../model/inbox-search.js';
import { pageWithHits } from '../model/page-with-hits.js';
import type { Brief, CannedReply, CustomerCard, Details, FoundMessage, InboxCounts, Note } from './types.js';

type Items<T> = { readonly items: readonly T[] };
const base = '/api/v1/conversations';
const pageSize = 100;

export const readList = (filter: ListFilter, after: string | null, signal?: AbortSignal) =>
  api.get<Page<ConversationSummary>>(base, { query: { ...filter, after, limit: pageSize }, ...(signal && { signal }) });

/** Not below `conversations`: a notice moves single rows here (`use-live-list.ts`) instead of reading all pages again. */
export const listKey = ['inbox-list'] as const;

export const listQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    queryKey: [...listKey, filter],
    queryFn: ({ pageParam, signal }) => readList(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    staleTime: 15_000,
  });

/** Also counted while nobody tells of changes. */
export const countsQuery = queryOptions({
  queryKey: ['conversations', 'counts'],
  queryFn: ({ signal }) => api.get<InboxCounts>(`${base}/counts`, { signal }),
  refetchInterval: 60_000,
});

export const tagsQuery = queryOptions({
  queryKey: ['inbox-tags'],
  queryFn: ({ signal }) => api.get<{ readonly tags: readonly string[] }>(`${base}/tags`, { signal }),
  staleTime: 60_000,
});

export const conversationKey = (id: string) => ['conversation', id] as const;

export const detailsQuery = (id: string) =>
  queryOptions({
    queryKey: conversationKey(id),
    queryFn: ({ signal }) => api.get<Details>(`${base}/${id}`, { signal }),
    refetchInterval: 60_000,
  });

export const messagesKey = (id: string) => ['messages', id] as const;

export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: messagesKey(id),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Message>>(`${base}/${id}/messages`, { query: { after: pageParam, limit: 50 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 30_000,
  });

export const notesQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id, 'notes'],
    queryFn: ({ signal }) => api.get<Items<Note>>(`${base}/${id}/notes`, { signal }),
  });

/** Below the conversation's key: read again when it changes hands. */
export const briefQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id, 'brief'],
    queryFn: ({ signal }) => api.get<{ readonly brief: Brief | null }>(`${base}/${id}/brief`, { signal }),
  });

/** Turns are read newest first; the one wanted is nearly always on the first page. */
const findTurn = async (conversationId: string, turnId: string, signal: AbortSignal): Promise<Turn | null> => {
  let after: string | null = null;
  do {
    const page: Page<Turn> = await api.get(`${base}/${conversationId}/turns`, { query: { after, limit: 100 }, signal });
    const turn = page.items.find(({ id }) => id === turnId);
    if (turn !== undefined) return turn;
    after = page.next;
  } while (after !== null);
  return null;
};

export const turnQuery = (conversationId: string, turnId: string) =>
  queryOptions({
    queryKey: ['turns', conversationId, turnId],
    queryFn: ({ signal }) => findTurn(conversationId, turnId, signal),
    staleTime: 60_000,
  });

export const foundQuery = (text: string) =>
  infiniteQueryOptions({
    queryKey: ['inbox-search', text],
    queryFn: ({ pageParam, signal }) =>
      pageWithHits(
        (after) => api.get<Page<FoundMessage>>('/api/v1/messages', { query: { text, after, limit: 30 }, signal }),
        pageParam,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

/** Below the conversation's key: a changed name is read again. */
export const cardQuery = (conversationId: string, customerId: string) =>
  queryOptions({
    queryKey: ['conversation', conversationId, 'card', customerId],
    queryFn: ({ signal }) => api.get<CustomerCard>(`/api/v1/customers/${customerId}`, { signal }),
  });

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['order', id],
    queryFn: ({ signal }) => api.get<Order>(`/api/v1/orders/${id}`, { signal }),
  });

export const cannedQuery = queryOptions({
  queryKey: ['canned-replies'],
  queryFn: ({ signal }) => api.get<Items<CannedReply>>('/api/v1/canned-replies', { signal }),
  staleTime: 5 * 60_000,
});

export const channelsQuery = queryOptions({
  queryKey: ['channels', 'inbox'],
  queryFn: ({ signal }) => api.get<Items<Channel>>('/api/v1/channels', { signal }),
  staleTime: 5 * 60_000,
});

export const membersQuery = queryOptions({
  queryKey: ['members', 'inbox'],
  queryFn: ({ signal }) => api.get<Items<Member>>('/api/v1/team/members', { signal }),
  staleTime: 5 * 60_000,
});

/** For the threshold an answer was measured against. */
export const thresholdQuery = queryOptions({
  queryKey: ['settings', 'inbox'],
  queryFn: ({ signal }) => api.get<Tenant>('/api/v1/settings', { signal }),
  select: (tenant: Tenant) => tenant.assistant.confidenceThreshold,
  staleTime: 5 * 60_000,
});

/** What a piece of evidence is called: a service or a question of the knowledge. */
export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: [id.startsWith('faq_') ? 'faqs' : 'services', 'inbox', id],
    queryFn: async ({ signal }) =>
      id.startsWith('faq_')
        ? { en: (await api.get<Faq>(`/api/v1/faqs/${id}`, { signal })).questions[0] ?? id }
        : (await api.get<Service>(`/api/v1/services/${id}`, { signal })).name,
    staleTime: 5 * 60_000,
    retry: false,
  });
