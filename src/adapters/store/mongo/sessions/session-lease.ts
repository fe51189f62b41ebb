import type { TenantTx } from '#adapters/store/mongo/tenant-database';
import { LeaseLost, type SessionLease } from '#application/ports/channel-session-store';

/** Every claim that succeeds has a fence of its own, so that whatever the last holder still writes is told apart. */
export const claimSession = async (
  tx: TenantTx,
  channelId: string,
  owner: string,
  ttlMs: number,
): Promise<SessionLease | null> => {
  const lease = await tx.get('channel_leases', channelId);
  const isHeld = lease !== undefined && lease.owner !== null && lease.until > tx.nowMs;
  if (isHeld && lease.owner !== owner) return null;
  if (lease === undefined && (await tx.get('channels', channelId)) === undefined) return null;
  const fence = (lease?.fence ?? 0) + 1;
  const held = { channel_id: channelId, owner, fence, until: tx.nowMs + ttlMs };
  if (lease === undefined) await tx.insert('channel_leases', held);
  else tx.change('channel_leases', lease, held);
  return { fence };
};

/** One that ran out and that nobody took is still its holder's. */
export const renewSession = async (tx: TenantTx, channelId: string, fence: number, ttlMs: number): Promise<boolean> => {
  const lease = await tx.get('channel_leases', channelId);
  if (lease === undefined || lease.fence !== fence || lease.owner === null) return false;
  tx.change('channel_leases', lease, { until: tx.nowMs + ttlMs });
  return true;
};

export const releaseSession = async (tx: TenantTx, channelId: string, fence: number): Promise<void> => {
  const lease = await tx.get('channel_leases', channelId);
  if (lease?.fence === fence) tx.change('channel_leases', lease, { owner: null, until: 0 });
};

/** @throws {LeaseLost} */
export const assertNewestFence = async (tx: TenantTx, channelId: string, fence: number): Promise<void> => {
  const lease = await tx.get('channel_leases', channelId);
  if (lease?.fence !== fence) throw new LeaseLost('another process holds this session by now', { channelId, fence });
};
