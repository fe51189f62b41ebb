import { queryOptions } from '@tanstack/react-query';
import type { AiOverview, ChainStep, ModelPrice, ModelTest, TenantAi } from '../../../shared/api/ai.js';
import { api } from '../../../shared/api/client.js';

const base = '/api/v1/platform/ai';

export const aiQuery = queryOptions({
  queryKey: ['platform-ai'],
  queryFn: ({ signal }) => api.get<AiOverview>(base, { signal }),
});

export type AccountChange = {
  readonly name: string;
  readonly vendor: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly apiKey: string;
};
/** An empty key leaves the one there is. */
export const saveAccount = ({ name, apiKey, ...body }: AccountChange): Promise<AiOverview> =>
  api.put(`${base}/connections/${encodeURIComponent(name)}`, { ...body, ...(apiKey.trim() !== '' && { apiKey }) });

export const removeAccount = (name: string): Promise<AiOverview> =>
  api.delete(`${base}/connections/${encodeURIComponent(name)}`);

/** A price as it is typed: `null` until somebody has looked it up, since nothing is free by oversight. */
export type PriceDraft = Omit<ModelPrice, 'inputMicros' | 'outputMicros'> & {
  readonly inputMicros: number | null;
  readonly outputMicros: number | null;
};
export type Policy = Pick<AiOverview, 'chain' | 'limits' | 'embedder' | 'transcriber'> & {
  readonly prices: readonly PriceDraft[];
};
export const savePolicy = (policy: Policy, version: number): Promise<AiOverview> =>
  api.put(`${base}/policy`, {
    ...policy,
    prices: policy.prices.map(({ enteredAt: _when, ...price }) => price),
    version,
  });

export const testModel = (step: ChainStep): Promise<ModelTest> => api.post(`${base}/test`, step);

export const tenantAiQuery = (id: string) =>
  queryOptions({
    queryKey: ['platform-ai-tenant', id],
    queryFn: ({ signal }) => api.get<TenantAi>(`${base}/tenants/${id}`, { signal }),
  });
export type TenantAiChange = Pick<TenantAi, 'answers' | 'chain' | 'maxOutputTokens' | 'dailyMicros' | 'redacts'>;
export const saveTenantAi = (id: string, change: TenantAiChange, version: number): Promise<TenantAi> =>
  api.put(`${base}/tenants/${id}`, { ...change, version });

export const modelKey = ({ connection, model }: { readonly connection: string; readonly model: string }): string =>
  `${connection} · ${model}`;

/** Millionths of a dollar as dollars, without zeros nobody needs. */
export const dollars = (micros: number): string => String(Number((micros / 1_000_000).toFixed(6)));
