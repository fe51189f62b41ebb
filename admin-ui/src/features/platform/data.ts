import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { KillSwitch, KillSwitches, Page, Tenant } from '../../shared/api/types.js';
import type { Tone } from '../../shared/ui/status-badge.js';

export const tenantStatuses = ['created', 'active', 'suspended', 'deleted', 'destroyed'] as const;
export type TenantStatus = (typeof tenantStatuses)[number];

export const toneOf: Readonly<Record<TenantStatus, Tone>> = {
  created: 'info',
  active: 'good',
  suspended: 'attention',
  deleted: 'bad',
  destroyed: 'neutral',
};

export type TenantsSearch = { readonly status?: TenantStatus | undefined };

export const tenantsQuery = ({ status }: TenantsSearch) =>
  infiniteQueryOptions({
    queryKey: ['admin-tenants', { status }],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Tenant>>('/api/v1/admin/tenants', { query: { status, after: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const tenantQuery = (id: string) =>
  queryOptions({
    queryKey: ['admin-tenant', id],
    queryFn: ({ signal }) => api.get<Tenant>(`/api/v1/admin/tenants/${id}`, { signal }),
  });

export type LifecycleStep = 'activate' | 'suspend' | 'delete' | 'restore';

/** The ways on from a state, the usual one first. */
export const stepsFrom: Readonly<Record<TenantStatus, readonly LifecycleStep[]>> = {
  created: ['activate', 'delete'],
  active: ['suspend', 'delete'],
  suspended: ['activate', 'delete'],
  deleted: ['restore'],
  destroyed: [],
};

export const takeStep = (id: string, step: LifecycleStep): Promise<Tenant> =>
  api.post(`/api/v1/admin/tenants/${id}/${step}`);

export const destroyTenant = (id: string, confirm: string): Promise<void> =>
  api.post(`/api/v1/admin/tenants/${id}/destroy`, { confirm });

export const allowCloudApi = (id: string, allowed: boolean): Promise<Tenant> =>
  api.post(`/api/v1/admin/tenants/${id}/cloud-api`, { allowed });

export type NewTenant = {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly activate: boolean;
  readonly admin: { readonly email: string; readonly name: string; readonly password: string };
};

export const createTenant = (tenant: NewTenant): Promise<Tenant> => api.post('/api/v1/admin/tenants', tenant);

export const platformSwitchQuery = queryOptions({
  queryKey: ['admin-kill-switch'],
  queryFn: ({ signal }) => api.get<KillSwitches>('/api/v1/admin/kill-switch', { signal }),
});

export const setPlatformSwitch = (change: { readonly on: boolean; readonly reason: string }): Promise<KillSwitch> =>
  api.put('/api/v1/admin/kill-switch', change);
