import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FlowDto } from '../../../../src/adapters/http/contract/flow.js';
import type { FormDto } from '../../../../src/adapters/http/contract/form.js';
import type { WidgetSettingsDto } from '../../../../src/adapters/http/contract/widget-settings.js';
import { api } from '../../shared/api/client.js';

export const widgetTabs = ['look', 'words', 'chat', 'privacy', 'install'] as const;
export type WidgetTab = (typeof widgetTabs)[number];
/** What a small screen shows of form and preview. */
export const widgetPanes = ['edit', 'preview'] as const;
export type WidgetPane = (typeof widgetPanes)[number];
export type WidgetSearch = { readonly tab?: WidgetTab | undefined; readonly pane?: WidgetPane | undefined };

export type WidgetSettings = z.output<typeof WidgetSettingsDto>;
export type Flow = z.output<typeof FlowDto>;
export type Form = z.output<typeof FormDto>;
/** What the form edits; it is saved all at once. */
export type WidgetParts = Omit<WidgetSettings, 'slug' | 'snippet' | 'cspLine' | 'seen' | 'version'>;

const path = '/api/v1/widget-settings';

export const widgetQuery = queryOptions({
  queryKey: ['widget'],
  queryFn: ({ signal }) => api.get<WidgetSettings>(path, { signal }),
});

export const partsOf = ({
  slug: _slug,
  snippet: _snippet,
  cspLine: _csp,
  seen: _seen,
  version: _version,
  ...parts
}: WidgetSettings): WidgetParts => parts;

export const saveWidget = (parts: WidgetParts, version: number): Promise<WidgetSettings> =>
  api.put(path, { ...parts, version });

type Items<T> = { readonly items: readonly T[] };
export const menusQuery = queryOptions({
  queryKey: ['flows', 'of-widget'],
  queryFn: ({ signal }) => api.get<Items<Flow>>('/api/v1/flows', { signal }),
});
export const formsQuery = queryOptions({
  queryKey: ['forms', 'of-widget'],
  queryFn: ({ signal }) => api.get<Items<Form>>('/api/v1/forms', { signal }),
});
