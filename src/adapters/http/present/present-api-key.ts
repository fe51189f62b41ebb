import type { z } from 'zod';
import type { ApiKeyDto, IssuedApiKeyDto } from '#adapters/http/contract/api-key';
import type { ApiKeyView, IssuedApiKey } from '#application/api-keys/api-key-view';

const instant = (date: Date | null): string | null => date?.toISOString() ?? null;

export const presentApiKey = (key: ApiKeyView): z.input<typeof ApiKeyDto> => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  scopes: [...key.scopes],
  ratePerMinute: key.ratePerMinute,
  expiresAt: instant(key.expiresAt),
  revokedAt: instant(key.revokedAt),
  lastUsedAt: instant(key.lastUsedAt),
  createdAt: key.createdAt.toISOString(),
  version: key.version,
});

export const presentIssuedApiKey = ({ apiKey, rawKey }: IssuedApiKey): z.input<typeof IssuedApiKeyDto> => ({
  apiKey: presentApiKey(apiKey),
  key: rawKey,
});
