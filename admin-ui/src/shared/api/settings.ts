import { queryOptions } from '@tanstack/react-query';
import type { JsonSchema } from '../ui/schema-fields.js';
import { api } from './client.js';
import type { Tenant } from './types.js';

/** How the business is set up. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => api.get<Tenant>('/api/v1/settings', { signal }),
});

export type ChannelForm = {
  readonly kind: string;
  readonly title: string;
  /** null: nobody adds such a channel by hand. */
  readonly externalKey: JsonSchema | null;
  readonly settings: JsonSchema;
};

export type SettingsSchemas = {
  readonly assistant: JsonSchema;
  readonly profile: JsonSchema;
  readonly hours: JsonSchema;
  readonly widget: JsonSchema;
  readonly channels: readonly ChannelForm[];
};

/** What forms are drawn from; it changes only with the server's program. */
export const schemasQuery = queryOptions({
  queryKey: ['schemas'],
  queryFn: ({ signal }) => api.get<SettingsSchemas>('/api/v1/schemas', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
