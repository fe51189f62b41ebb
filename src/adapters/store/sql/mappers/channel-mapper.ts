import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { ChannelRow } from '#adapters/store/sql/schema';
import type { Channel, ChannelKind, ChannelStatus } from '#domain/channel/channel';
import { ChannelId, TenantId } from '#domain/shared/ids';

export const toChannel = (row: ChannelRow): Channel => ({
  id: ChannelId(row.id),
  tenantId: TenantId(row.tenant_id),
  kind: row.kind as ChannelKind,
  name: row.name,
  externalKey: row.external_key,
  status: row.status as ChannelStatus,
  stoppedBecause: row.stopped_because,
  settings: decodeJson(row.settings),
  createdAt: new Date(row.created_at),
  version: row.version,
});

export const channelColumns = (channel: Channel) => ({
  kind: channel.kind,
  name: channel.name,
  external_key: channel.externalKey,
  status: channel.status,
  stopped_because: channel.stoppedBecause,
  settings: encodeJson(channel.settings),
  created_at: channel.createdAt.getTime(),
});
