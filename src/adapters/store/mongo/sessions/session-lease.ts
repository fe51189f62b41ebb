import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { LeaseLost, type SessionHolding, type SessionLease } from '#application/ports/channel-session-store';

type Lease = Row<'channel_leases'>;
const isLive = (lease: Lease | undefined, nowMs: number): lease is Lease & { readonly owner: string } =>
  lease !== undefined && lease.owner !== null && lease.until > nowMs;

/** Every claim that succeeds has a fence of its own, so that whatever the last holder still writes is told apart. */
export const claimSession = async (
  tx: TenantTx,
  channelId: string,
  owner: string,
  ttlMs: number,
): Promise<SessionLease | null> => {
  const lease = await tx.get('channel_leases', channelId);
  if (isLive(lease, tx.nowMs) && lease.owner !== owner) return null;
  if (lease === undefined && (await tx.get('channels', channelId)) === undefined) return null;
  const fence = (lease?.fence ?? 0) + 1;
  const held = { channel_id: channelId, owner, fence, until: tx.nowMs + ttlMs, shown: null };
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
  if (lease?.fence === fence) tx.change('channel_leases', lease, { owner: null, until: 0, shown: null });
};

export const showSession = async (tx: TenantTx, channelId: string, fence: number, shown: string): Promise<void> => {
  const lease = await tx.get('channel_leases', channelId);
  if (lease?.fence === fence && lease.owner !== null) tx.change('channel_leases', lease, { shown });
};

export const holdingOf = async (tx: TenantTx, channelId: string): Promise<SessionHolding> => {
  const lease = await tx.get('channel_leases', channelId);
  if (!isLive(lease, tx.nowMs)) return { isHeld: false, shown: null };
  return { isHeld: true, shown: lease.shown };
};

/** Who holds it now, by its name; `null`: nobody. */
export const holderOf = async (tx: TenantTx, channelId: string): Promise<string | null> => {
  const lease = await tx.get('channel_leases', channelId);
  return isLive(lease, tx.nowMs) ? lease.owner : null;
};

/** @throws {LeaseLost} */
export const assertNewestFence = async (tx: TenantTx, channelId: string, fence: number): Promise<void> => {
  const lease = await tx.get('channel_leases', channelId);
  if (lease?.fence !== fence) throw new LeaseLost('another process holds this session by now', { channelId, fence });
};
