import { queryOptions } from '@tanstack/react-query';
import { api } from './client.js';
import type { KillSwitch, KillSwitches } from './types.js';

export const killSwitchQuery = queryOptions({
  queryKey: ['kill-switch'],
  queryFn: ({ signal }) => api.get<KillSwitches>('/api/v1/kill-switch', { signal }),
  refetchInterval: 60_000,
});

export const setKillSwitch = (change: { readonly on: boolean; readonly reason: string }): Promise<KillSwitch> =>
  api.put<KillSwitch>('/api/v1/kill-switch', change);
