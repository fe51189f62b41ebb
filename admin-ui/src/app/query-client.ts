import { QueryClient } from '@tanstack/react-query';
import { ApiProblem, Offline } from '../shared/api/problem.js';

/** A refusal stays a refusal: only what may pass by itself is tried again. */
const mayPass = (error: unknown): boolean =>
  error instanceof Offline || (error instanceof ApiProblem && (error.status >= 502 || error.status === 429));

const waitMs = (attempt: number, error: unknown): number =>
  error instanceof ApiProblem && error.retryAfterMs !== null
    ? Math.min(error.retryAfterMs, 30_000)
    : Math.min(500 * 2 ** attempt, 8_000);

/** Live notices make answers old at once; the stale time covers a lost notice. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        retry: (count, error) => count < 2 && mayPass(error),
        retryDelay: waitMs,
        // The device's word about the network is often wrong; a failed call is not.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
