import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FormDto } from '../../../../src/adapters/http/contract/form.js';
import type { LeadDto } from '../../../../src/adapters/http/contract/lead.js';
import { api, callApi } from '../../shared/api/client.js';
import type { Page } from '../../shared/api/types.js';
import type { Tone } from '../../shared/ui/status-badge.js';

export type Lead = z.output<typeof LeadDto>;
export type LeadStatus = Lead['status'];
export type LeadForm = z.output<typeof FormDto>;

export const leadStatuses = ['new', 'contacted', 'qualified', 'converted', 'lost'] as const;
export const toneOf: Readonly<Record<LeadStatus, Tone>> = {
  new: 'attention',
  contacted: 'info',
  qualified: 'info',
  converted: 'good',
  lost: 'neutral',
};

export type LeadsSearch = {
  readonly status?: LeadStatus | undefined;
  readonly form?: string | undefined;
  readonly assignee?: string | undefined;
  /** The one that is open; `new` for a new one. */
  readonly lead?: string | undefined;
};
export type LeadsFilter = Omit<LeadsSearch, 'lead'>;

const path = '/api/v1/leads';

export const leadsQuery = ({ status, form, assignee }: LeadsFilter) =>
  infiniteQueryOptions({
    queryKey: ['leads', 'pages', { status, form, assignee }],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Lead>>(path, { query: { status, form, assignee, after: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const leadCountsQuery = queryOptions({
  queryKey: ['leads', 'counts'],
  queryFn: ({ signal }) => api.get<Readonly<Record<LeadStatus, number>>>(`${path}/counts`, { signal }),
});

export const leadQuery = (id: string) =>
  queryOptions({ queryKey: ['lead', id], queryFn: ({ signal }) => api.get<Lead>(`${path}/${id}`, { signal }) });

export const leadFormsQuery = queryOptions({
  queryKey: ['forms', 'list'],
  queryFn: ({ signal }) => api.get<{ readonly items: readonly LeadForm[] }>('/api/v1/forms', { signal }),
  staleTime: 60_000,
});

export type LeadFields = {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly intent?: string;
  readonly status?: LeadStatus;
  readonly assignee?: string | null;
};

export const createLead = (fields: LeadFields): Promise<Lead> => api.post<Lead>(path, fields);
export const changeLead = ({ id, version }: Pick<Lead, 'id' | 'version'>, fields: LeadFields): Promise<Lead> =>
  api.patch<Lead>(`${path}/${id}`, { ...fields, version });

/** The list as it is filtered, for a spreadsheet. The address needs the session, so a plain link would not do. */
export const downloadLeads = async ({ status, form, assignee }: LeadsFilter): Promise<void> => {
  const response = await callApi('GET', `${path}/export`, undefined, { query: { status, form, assignee } });
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = 'leads.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
