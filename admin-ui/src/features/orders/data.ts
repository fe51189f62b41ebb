import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { OrderCountsDto, OrderNewsDto } from '../../../../src/adapters/http/contract/order.js';
import { api } from '../../shared/api/client.js';
import { isProblem } from '../../shared/api/problem.js';
import type { Order, Page } from '../../shared/api/types.js';

export type OrderStatus = Order['status'];
export type OrderCounts = z.output<typeof OrderCountsDto>;
export type OrderNews = z.output<typeof OrderNewsDto>;

export const orderStatuses = ['pending', 'approved', 'fulfilled', 'rejected', 'cancelled', 'expired'] as const;

export const verbs = ['approve', 'reject', 'cancel', 'fulfil'] as const;
export type Verb = (typeof verbs)[number];

export type OrdersSearch = {
  /** The board when absent. */
  readonly view?: 'list' | undefined;
  /** Of the list. */
  readonly status?: OrderStatus | undefined;
  readonly customer?: string | undefined;
  readonly conversation?: string | undefined;
  /** The request that is open beside the list. */
  readonly order?: string | undefined;
};

export type OrdersFilter = Pick<OrdersSearch, 'status' | 'customer' | 'conversation'>;

export const ordersQuery = ({ status, customer, conversation }: OrdersFilter) =>
  infiniteQueryOptions({
    queryKey: ['orders', 'pages', { status, customer, conversation }],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Order>>('/api/v1/orders', {
        query: { status, customerId: customer, conversationId: conversation, after: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const countsQuery = queryOptions({
  queryKey: ['orders', 'counts'],
  queryFn: ({ signal }) => api.get<OrderCounts>('/api/v1/orders/counts', { signal }),
});

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['order', id],
    queryFn: ({ signal }) => api.get<Order>(`/api/v1/orders/${id}`, { signal }),
  });

/** What the customer would be told; read again whenever the request changes. */
export const newsQuery = (order: Pick<Order, 'id' | 'version'>, decision: Verb, reason: string | null) =>
  queryOptions({
    queryKey: ['order', order.id, 'news', order.version, decision, reason],
    queryFn: ({ signal }) =>
      api.post<OrderNews>(`/api/v1/orders/${order.id}/preview`, { decision, reason }, { signal }),
    staleTime: 30_000,
    retry: false,
  });

type Decision = { readonly verb: Verb; readonly reason: string | null; readonly version: number };

const send = (id: string, { verb, reason, version }: Decision): Promise<Order> => {
  const body = verb === 'reject' || verb === 'cancel' ? { reason, version } : { version };
  return api.post<Order>(`/api/v1/orders/${id}/${verb}`, body);
};

/** Reads the request and every list again, for whoever came second. */
export const useRefresh = (id: string): (() => Promise<void>) => {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['order', id] }),
      client.invalidateQueries({ queryKey: ['orders'] }),
    ]);
  };
};

type Heard = { readonly onDone: (decided: Order, verb: Verb) => void; readonly onRefused: (error: unknown) => void };

/** `Heard` is told before the lists are read again: the card that asked may be gone by then. */
export const useDecision = (id: string, { onDone, onRefused }: Heard) => {
  const client = useQueryClient();
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: (decision: Decision) => send(id, decision),
    onSuccess: (decided, { verb }) => {
      onDone(decided, verb);
      client.setQueryData(orderQuery(id).queryKey, decided);
      return refresh();
    },
    onError: (error) => {
      onRefused(error);
      return isProblem(error) && error.status === 409 ? refresh() : undefined;
    },
  });
};

export type Correction = {
  readonly lines: readonly { readonly serviceId: string; readonly quantity: number }[];
  readonly details: Readonly<Partial<Record<keyof Order['details'], string | null>>>;
  readonly prices: readonly { readonly serviceId: string; readonly priceMinor: number }[];
};

/** Quantities and details first, then each price; every step says which version it follows. */
const correct = async (order: Order, { lines, details, prices }: Correction): Promise<Order> => {
  const path = `/api/v1/orders/${order.id}`;
  const isRevised = lines.length > 0 || Object.keys(details).length > 0;
  let latest = isRevised ? await api.patch<Order>(path, { lines, details, version: order.version }) : order;
  for (const { serviceId, priceMinor } of prices)
    latest = await api.put<Order>(`${path}/lines/${serviceId}/price`, { priceMinor, version: latest.version });
  return latest;
};

export const useCorrection = (order: Order) => {
  const client = useQueryClient();
  const refresh = useRefresh(order.id);
  return useMutation({
    mutationFn: (correction: Correction) => correct(order, correction),
    onSuccess: (saved) => {
      client.setQueryData(orderQuery(order.id).queryKey, saved);
    },
    onSettled: refresh,
  });
};
