import { queryOptions } from '@tanstack/react-query';
import { api } from './client.js';
import type { HomeFigures } from './types.js';

/** The figures of the home screen; the shell takes its badges and its chime from them too. */
export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => api.get<HomeFigures>('/api/v1/home', { signal }),
  // Notices may be lost: the figures are read again on a timer as well.
  refetchInterval: 60_000,
});
