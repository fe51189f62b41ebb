import { queryOptions } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { OwnSession } from '../../shared/api/types.js';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => api.get<{ readonly items: readonly OwnSession[] }>('/api/auth/sessions', { signal }),
});
