import type { ChannelLeaseRow } from '#adapters/store/sql/session-rows';
import { channelById } from '#adapters/store/sql/tenant/sql-channel-store';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { LeaseLost, type SessionHolding, type SessionLease } from '#application/ports/channel-session-store';
import { freeLease, leaseOf, renewLease, writeLease, writeShown } from './session-statements.js';

const isLive = (lease: ChannelLeaseRow | undefined, nowMs: number): lease is ChannelLeaseRow =>
  lease !== undefined && lease.owner !== null && lease.until > nowMs;

/** Every claim that succeeds has a fence of its own, so that whatever the last holder still writes is told apart. */
export const claimSession = async (
  tx: TenantTx,
  channelId: string,
  owner: string,
  ttlMs: number,
): Promise<SessionLease | null> => {
  const lease = await tx.first(leaseOf, { channelId });
  if (isLive(lease, tx.nowMs) && lease.owner !== owner) return null;
  if (lease === undefined && (await tx.first(channelById, { id: channelId })) === undefined) return null;
  const fence = (lease?.fence ?? 0) + 1;
  await tx.run(writeLease, { channel_id: channelId, owner, fence, until: tx.nowMs + ttlMs });
  return { fence };
};

/** One that ran out and that nobody took is still its holder's. */
export const renewSession = async (tx: TenantTx, channelId: string, fence: number, ttlMs: number): Promise<boolean> =>
  (await tx.run(renewLease, { channel_id: channelId, fence, until: tx.nowMs + ttlMs })) === 1;

export const releaseSession = async (tx: TenantTx, channelId: string, fence: number): Promise<void> => {
  await tx.run(freeLease, { channel_id: channelId, fence });
};

export const showSession = async (tx: TenantTx, channelId: string, fence: number, shown: string): Promise<void> => {
  await tx.run(writeShown, { channel_id: channelId, fence, shown });
};

export const holdingOf = async (tx: TenantTx, channelId: string): Promise<SessionHolding> => {
  const lease = await tx.first(leaseOf, { channelId });
  if (!isLive(lease, tx.nowMs)) return { isHeld: false, shown: null };
  return { isHeld: true, shown: lease.shown };
};

/** Who holds it now, by its name; `null`: nobody. */
export const holderOf = async (tx: TenantTx, channelId: string): Promise<string | null> => {
  const lease = await tx.first(leaseOf, { channelId });
  return isLive(lease, tx.nowMs) ? lease.owner : null;
};

/** @throws {LeaseLost} */
export const assertNewestFence = async (tx: TenantTx, channelId: string, fence: number): Promise<void> => {
  const lease = await tx.first(leaseOf, { channelId });
  if (lease?.fence !== fence) throw new LeaseLost('another process holds this session by now', { channelId, fence });
};
