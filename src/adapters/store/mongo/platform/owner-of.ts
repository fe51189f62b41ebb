import type { ChannelKeyOwner } from '#adapters/store/mongo/tenant/mongo-channel-store';
import type { SlugOwner } from '#adapters/store/mongo/tenant/tenant-record';
import type { PlatformReader } from './platform-reader.js';

/** Who has what only one in the whole platform may have. Answers an id, and nothing else of another tenant. */
export type OwnerOf = {
  readonly slug: SlugOwner;
  readonly channelKey: ChannelKeyOwner;
  readonly keyPrefix: (prefix: string) => Promise<string | null>;
};

export const ownersOn = (reader: PlatformReader): OwnerOf => ({
  slug: async (slug) => (await reader.first('tenants', { filter: { slug }, only: ['id'] }))?.id ?? null,
  channelKey: async (kind, externalKey) =>
    (await reader.first('channels', { filter: { kind, external_key: externalKey }, only: ['tenant_id', 'id'] })) ??
    null,
  keyPrefix: async (prefix) => (await reader.first('api_keys', { filter: { prefix }, only: ['id'] }))?.id ?? null,
});
