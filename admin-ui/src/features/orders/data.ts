import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { OrderCountsDto, OrderNewsDto } from '../../../../src/adapters/http/contract/order.js';
import { api } from '../../shared/api/client.js';
import { isProblem } from '../../shared/api/problem.js';
import type { Order, Page } from '../../shared/api/types.js';
import { sendHeldActs } from '../../shared/lib/held-acts.js';
import { createStore, useStore } from '../../shared/lib/store.js';
import { toastUndo } from '../../shared/ui/toast.js';

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
  // A page that is left takes its requests with it, unless they say otherwise.
  return api.post<Order>(`/api/v1/orders/${id}/${verb}`, body, { keepalive: true });
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

/** An approval can be taken back this long: after it the customer has been told. */
const undoApprovalMs = 10_000;

/** The requests whose approval is not sent yet. */
const held = createStore<ReadonlySet<string>>(new Set());
export const useIsHeld = (id: string): boolean => useStore(held).has(id);
const hold = (id: string): void => held.set(new Set([...held.get(), id]));
const release = (id: string): void => held.set(new Set([...held.get()].filter((each) => each !== id)));

type Approval = {
  readonly order: Pick<Order, 'id' | 'version'>;
  readonly message: string;
  readonly onDone: (decided: Order) => void;
  readonly onRefused: (error: unknown) => void;
};

/**
 * Says yes, in ten seconds, at once when the page is left or something else is done, or not at all. It is the person's
 * decision about the version they saw: whoever is faster elsewhere is not overruled.
 */
export const useApproval = (id: string): ((approval: Approval) => Promise<void>) => {
  const client = useQueryClient();
  const refresh = useRefresh(id);
  return async ({ order, message, onDone, onRefused }) => {
    await sendHeldActs();
    hold(id);
    toastUndo({
      message,
      holdMs: undoApprovalMs,
      revert: () => release(id),
      commit: async () => {
        try {
          const decided = await send(id, { verb: 'approve', reason: null, version: order.version });
          client.setQueryData(orderQuery(id).queryKey, decided);
          onDone(decided);
        } catch (error) {
          onRefused(error);
        } finally {
          await refresh();
          release(id);
        }
      },
    });
  };
};

/** `Heard` is told before the lists are read again: the card that asked may be gone by then. */
export const useDecision = (id: string, { onDone, onRefused }: Heard) => {
  const client = useQueryClient();
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: async (decision: Decision) => {
      await sendHeldActs();
      return send(id, decision);
    },
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
  /** For the log. */
  readonly reason: string;
};

/** Quantities and details first, then each price; every step says which version it follows. */
const correct = async (order: Order, { lines, details, prices, reason }: Correction): Promise<Order> => {
  const path = `/api/v1/orders/${order.id}`;
  const isRevised = lines.length > 0 || Object.keys(details).length > 0;
  let latest = isRevised ? await api.patch<Order>(path, { lines, details, reason, version: order.version }) : order;
  for (const { serviceId, priceMinor } of prices)
    latest = await api.put<Order>(`${path}/lines/${serviceId}/price`, { priceMinor, reason, version: latest.version });
  return latest;
};

export const useCorrection = (order: Order) => {
  const client = useQueryClient();
  const refresh = useRefresh(order.id);
  return useMutation({
    mutationFn: async (correction: Correction) => {
      await sendHeldActs();
      return correct(order, correction);
    },
    onSuccess: (saved) => {
      client.setQueryData(orderQuery(order.id).queryKey, saved);
    },
    onSettled: refresh,
  });
};
