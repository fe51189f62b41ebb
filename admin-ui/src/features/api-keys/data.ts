import { queryOptions } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { ApiKey, IssuedApiKey } from '../../shared/api/types.js';

const path = '/api/v1/api-keys';

export type Scope = ApiKey['scopes'][number];
export const scopes: readonly Scope[] = [
  'chat.send',
  'catalogue.read',
  'catalogue.write',
  'conversations.read',
  'orders.read',
  'leads.read',
  'tenant.read',
];

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => api.get<{ readonly items: readonly ApiKey[] }>(path, { signal }),
});

export type KeyState = 'live' | 'revoked' | 'expired';
export const stateOf = ({ revokedAt, expiresAt }: ApiKey, nowMs: number): KeyState => {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= nowMs ? 'expired' : 'live';
};

export type NewKey = {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly ratePerMinute: number | null;
  readonly expiresAt: string | null;
};

export const createKey = (key: NewKey): Promise<IssuedApiKey> => api.post(path, key);
export const rotateKey = (id: string): Promise<IssuedApiKey> => api.post(`${path}/${id}/rotate`);
export const revokeKey = (id: string): Promise<void> => api.delete(`${path}/${id}`);
