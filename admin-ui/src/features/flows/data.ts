import { queryOptions, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FlowDto } from '../../../../src/adapters/http/contract/flow.js';
import type { FormDto } from '../../../../src/adapters/http/contract/form.js';
import type { WidgetSettingsDto } from '../../../../src/adapters/http/contract/widget-settings.js';
import { api } from '../../shared/api/client.js';
import type { Faq, Page } from '../../shared/api/types.js';

export type Flow = z.output<typeof FlowDto>;
export type FlowNode = Flow['nodes'][number];
export type FlowOption = FlowNode['options'][number];
export type FlowAction = FlowOption['action'];
export type MenuForm = z.output<typeof FormDto>;
export type WidgetSettings = z.output<typeof WidgetSettingsDto>;

const path = '/api/v1/flows';

export const flowsQuery = queryOptions({
  queryKey: ['flows', 'list'],
  queryFn: ({ signal }) => api.get<{ readonly items: readonly Flow[] }>(path, { signal }),
});

export const flowQuery = (id: string) =>
  queryOptions({ queryKey: ['flows', 'one', id], queryFn: ({ signal }) => api.get<Flow>(`${path}/${id}`, { signal }) });

export type FlowBody = { readonly name: string; readonly status: Flow['status']; readonly nodes: readonly FlowNode[] };

export const saveFlow = (id: string | null, body: FlowBody, version: number): Promise<Flow> =>
  id === null ? api.post<Flow>(path, body) : api.put<Flow>(`${path}/${id}`, { ...body, version });

export const removeFlow = (id: string): Promise<void> => api.delete(`${path}/${id}`);

const menuFaqsQuery = queryOptions({
  queryKey: ['faqs', 'for-menus'],
  queryFn: ({ signal }) => api.get<Page<Faq>>('/api/v1/faqs', { query: { limit: 100 }, signal }),
  staleTime: 60_000,
});

const menuFormsQuery = queryOptions({
  queryKey: ['forms', 'list'],
  queryFn: ({ signal }) => api.get<{ readonly items: readonly MenuForm[] }>('/api/v1/forms', { signal }),
  staleTime: 60_000,
});

export type Targets = { readonly faqs: readonly Faq[]; readonly forms: readonly MenuForm[] };

/** What an option can lead to: questions that are switched on, forms that are not archived. */
export const useTargets = (): Targets => {
  const faqs = useQuery(menuFaqsQuery);
  const forms = useQuery(menuFormsQuery);
  return {
    faqs: faqs.data?.items.filter(({ active }) => active) ?? [],
    forms: forms.data?.items.filter(({ status }) => status === 'active') ?? [],
  };
};

export const widgetMenuQuery = queryOptions({
  queryKey: ['widget', 'settings'],
  queryFn: ({ signal }) => api.get<WidgetSettings>('/api/v1/widget-settings', { signal }),
});
