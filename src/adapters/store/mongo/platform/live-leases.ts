import { above, type Condition } from '#adapters/store/mongo/filter';
import type { PlatformReader } from './platform-reader.js';

export const numberKey = (tenantId: string, channelId: string): string => `${tenantId}/${channelId}`;

/** Which of these numbers a process holds now, each with that one's name. */
export const holdersOf = async (
  reader: PlatformReader,
  tenantIds: Condition<string>,
  channelIds: Condition<string>,
): Promise<ReadonlyMap<string, string>> => {
  const leases = await reader.rows('channel_leases', {
    filter: { tenant_id: tenantIds, channel_id: channelIds, until: above(reader.nowMs) },
    only: ['tenant_id', 'channel_id', 'owner'],
  });
  return new Map(
    leases.flatMap(({ tenant_id: tenant, channel_id: channel, owner }) =>
      owner === null ? [] : [[numberKey(tenant, channel), owner]],
    ),
  );
};
