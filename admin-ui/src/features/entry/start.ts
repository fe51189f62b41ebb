import { queryOptions } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';

/** Whether this server has a super admin yet. */
export const startQuery = queryOptions({
  queryKey: ['start'],
  queryFn: ({ signal }) => api.get<{ readonly needsSetup: boolean }>('/api/auth/start', { signal, anonymous: true }),
});
