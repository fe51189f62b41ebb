import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { timestamp } from '#adapters/http/contract/text';
import { apiKeyScopes } from '#domain/identity/permission';

export const scope = z.enum(apiKeyScopes);

export const ApiKeyDto = z
  .strictObject({
    id: idOf('apiKey'),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(scope),
    ratePerMinute: z.int().nullable(),
    expiresAt: timestamp.nullable(),
    revokedAt: timestamp.nullable(),
    lastUsedAt: timestamp.nullable(),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'ApiKey' });

export const IssuedApiKeyDto = z
  .strictObject({
    apiKey: ApiKeyDto,
    key: z.string().meta({ description: 'Shown this once; send it as `X-API-Key`.' }),
  })
  .meta({ id: 'IssuedApiKey' });
