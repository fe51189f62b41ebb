import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { AuditEntry, AuditVerdict, Page } from '../../shared/api/types.js';

export type AuditScope = 'tenant' | 'platform';

export type AuditSearch = {
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly actor?: string | undefined;
  /** Days, `YYYY-MM-DD`, both included, in the reader's own time. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
};

const paths = { tenant: '/api/v1/audit', platform: '/api/v1/admin/audit' } as const;

const startOf = (day: string | undefined, plusDays: number): string | undefined => {
  if (day === undefined) return undefined;
  const start = new Date(`${day}T00:00:00`);
  start.setDate(start.getDate() + plusDays);
  return start.toISOString();
};

export const auditQuery = (scope: AuditScope, { action, target, actor, from, until }: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', scope, { action, target, actor, from, until }],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<AuditEntry>>(paths[scope], {
        query: { action, target, actor, from: startOf(from, 0), until: startOf(until, 1), after: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const verifyAudit = (scope: AuditScope): Promise<AuditVerdict> => api.get(`${paths[scope]}/verify`);
