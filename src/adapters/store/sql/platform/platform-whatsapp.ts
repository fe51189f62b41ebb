import { decodeJson } from '#adapters/store/sql/json-codec';
import { platformStatement } from '#adapters/store/sql/statement';
import type { OpenWish } from '#application/ports/number-wishes';
import type { LinkedNumber } from '#application/ports/platform-store';
import { ChannelId, TenantId } from '#domain/shared/ids';
import type { PlatformTx } from './platform-database.js';

/** A channel whose number is known, by which it has another key than its own id, was linked. */
const linked = platformStatement<{ limit: number }>()((db, arg) =>
  db
    .selectFrom('channels')
    .innerJoin('channel_sessions', (join) =>
      join
        .onRef('channel_sessions.tenant_id', '=', 'channels.tenant_id')
        .onRef('channel_sessions.channel_id', '=', 'channels.id'),
    )
    .innerJoin('tenants', 'tenants.id', 'channels.tenant_id')
    .leftJoin('channel_leases', (join) =>
      join
        .onRef('channel_leases.tenant_id', '=', 'channels.tenant_id')
        .onRef('channel_leases.channel_id', '=', 'channels.id'),
    )
    .select(['channels.tenant_id', 'channels.id', 'channel_leases.owner', 'channel_leases.until'])
    .where('channels.kind', '=', 'whatsapp')
    .where('channels.status', '=', 'active')
    .where('tenants.status', '=', 'active')
    .whereRef('channels.external_key', '!=', 'channels.id')
    .orderBy('channels.external_key')
    .limit(arg('limit')),
);

const wishesOpen = platformStatement<{ after: number; limit: number }>()((db, arg) =>
  db
    .selectFrom('channel_wishes')
    .select(['tenant_id', 'channel_id', 'number', 'what'])
    .where('open_since', 'is not', null)
    .where('open_since', '>=', arg('after'))
    .orderBy('open_since')
    .limit(arg('limit')),
);

export const whatsappSessions = async (tx: PlatformTx, limit: number): Promise<readonly LinkedNumber[]> =>
  (await tx.rows(linked, { limit })).map((row) => ({
    tenantId: TenantId(row.tenant_id),
    channelId: ChannelId(row.id),
    isHeld: row.owner !== null && (row.until ?? 0) > tx.nowMs,
  }));

export const openWishes = async (tx: PlatformTx, maxAgeMs: number, limit: number): Promise<readonly OpenWish[]> =>
  (await tx.rows(wishesOpen, { after: tx.nowMs - maxAgeMs, limit })).map((row) => ({
    tenantId: TenantId(row.tenant_id),
    channelId: ChannelId(row.channel_id),
    number: row.number,
    what: decodeJson(row.what),
  }));
