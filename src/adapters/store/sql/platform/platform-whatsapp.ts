import { platformStatement } from '#adapters/store/sql/statement';
import type { SessionRef } from '#application/ports/channel-session-store';
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
    .select(['channels.tenant_id', 'channels.id'])
    .where('channels.kind', '=', 'whatsapp')
    .where('channels.status', '=', 'active')
    .where('tenants.status', '=', 'active')
    .whereRef('channels.external_key', '!=', 'channels.id')
    .orderBy('channels.external_key')
    .limit(arg('limit')),
);

export const whatsappSessions = async (tx: PlatformTx, limit: number): Promise<readonly SessionRef[]> =>
  (await tx.rows(linked, { limit })).map((row) => ({
    tenantId: TenantId(row.tenant_id),
    channelId: ChannelId(row.id),
  }));
