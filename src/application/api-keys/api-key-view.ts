import type { ApiKey } from '#domain/identity/api-key';

/** A key as lists show it: never its hash. */
export type ApiKeyView = Omit<ApiKey, 'tenantId' | 'secretHash'>;

/** The one time the key itself is shown. */
export type IssuedApiKey = { readonly apiKey: ApiKeyView; readonly rawKey: string };

export const apiKeyView = ({ tenantId: _tenantId, secretHash: _secretHash, ...view }: ApiKey): ApiKeyView => view;
