import { platformStatement } from '#adapters/store/sql/statement';
import type { WidgetSessionRef } from '#application/ports/platform-store';
import { TenantId, WidgetSessionId } from '#domain/shared/ids';
import type { PlatformTx } from './platform-database.js';

type Before = { before: number; limit: number };

const idle = platformStatement<Before>()((db, arg) =>
  db
    .selectFrom('widget_sessions')
    .select(['tenant_id', 'id'])
    .where('status', '=', 'active')
    .where('active_at', '<', arg('before'))
    .orderBy('active_at')
    .limit(arg('limit')),
);

const old = platformStatement<Before>()((db, arg) =>
  db
    .selectFrom('widget_sessions')
    .select(['tenant_id', 'id'])
    .where('status', '=', 'closed')
    .where('closed_at', '<', arg('before'))
    .orderBy('closed_at')
    .limit(arg('limit')),
);

const sessionRef = (row: { tenant_id: string; id: string }): WidgetSessionRef => ({
  tenantId: TenantId(row.tenant_id),
  sessionId: WidgetSessionId(row.id),
});

export const idleWidgetSessions = async (
  tx: PlatformTx,
  before: Date,
  limit: number,
): Promise<readonly WidgetSessionRef[]> => (await tx.rows(idle, { before: before.getTime(), limit })).map(sessionRef);

export const oldWidgetSessions = async (
  tx: PlatformTx,
  before: Date,
  limit: number,
): Promise<readonly WidgetSessionRef[]> => (await tx.rows(old, { before: before.getTime(), limit })).map(sessionRef);
