import { atLeast, oneOf } from '#adapters/store/mongo/filter';
import { decodeJson } from '#adapters/store/sql/json-codec';
import type { OpenWish } from '#application/ports/number-wishes';
import type { LinkedNumber } from '#application/ports/platform-store';
import { ChannelId, TenantId } from '#domain/shared/ids';
import { holdersOf, numberKey } from './live-leases.js';
import type { PlatformReader } from './platform-reader.js';

/** A channel whose number is known, by which it has another key than its own id, was linked. */
export const whatsappSessions = async (reader: PlatformReader, limit: number): Promise<readonly LinkedNumber[]> => {
  const all = await reader.rows('channels', {
    filter: { kind: 'whatsapp', status: 'active' },
    sort: { external_key: 1 },
    only: ['tenant_id', 'id', 'external_key'],
  });
  const linked = all.filter((row) => row.external_key !== row.id);
  const tenantIds = oneOf([...new Set(linked.map((row) => row.tenant_id))]);
  const channelIds = oneOf(linked.map((row) => row.id));
  const tenants = await reader.rows('tenants', { filter: { id: tenantIds, status: 'active' }, only: ['id'] });
  const filter = { tenant_id: tenantIds, channel_id: channelIds };
  const sessions = await reader.rows('channel_sessions', { filter, only: ['tenant_id', 'channel_id'] });
  const holders = await holdersOf(reader, tenantIds, channelIds);
  const isActive = new Set(tenants.map(({ id }) => id));
  const hasSession = new Set(sessions.map((row) => numberKey(row.tenant_id, row.channel_id)));
  return linked
    .filter((row) => isActive.has(row.tenant_id) && hasSession.has(numberKey(row.tenant_id, row.id)))
    .slice(0, limit)
    .map((row) => ({
      tenantId: TenantId(row.tenant_id),
      channelId: ChannelId(row.id),
      isHeld: holders.has(numberKey(row.tenant_id, row.id)),
    }));
};

export const openWishes = async (
  reader: PlatformReader,
  maxAgeMs: number,
  limit: number,
): Promise<readonly OpenWish[]> => {
  const filter = { open_since: atLeast<number | null>(reader.nowMs - maxAgeMs) };
  return (await reader.rows('channel_wishes', { filter, sort: { open_since: 1 }, limit })).map((row) => ({
    tenantId: TenantId(row.tenant_id),
    channelId: ChannelId(row.channel_id),
    number: row.number,
    what: decodeJson(row.what),
  }));
};
