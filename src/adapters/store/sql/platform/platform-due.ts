import { readingsDue } from '#adapters/store/sql/knowledge/knowledge-statements';
import { mediaDue } from '#adapters/store/sql/messages/media-line';
import { platformStatement } from '#adapters/store/sql/statement';
import type {
  ConversationRef,
  DocumentRef,
  MessageRef,
  StudioRunRef,
  TurnRef,
} from '#application/ports/platform-store';
import { ConversationId, DocumentId, MessageId, StudioRunId, TenantId, TurnId } from '#domain/shared/ids';
import type { PlatformTx } from './platform-database.js';

const turnsDue = platformStatement<{ now: number; limit: number }>()((db, arg) =>
  db
    .selectFrom('conversations')
    .select(['tenant_id', 'id'])
    .where('turn_due_at', 'is not', null)
    .where('turn_due_at', '<=', arg('now'))
    .where('unapplied_turn', 'is', null)
    .where((row) => row.or([row('turn_lease_until', 'is', null), row('turn_lease_until', '<=', arg('now'))]))
    .orderBy('turn_due_at')
    .limit(arg('limit')),
);

const turnsUnapplied = platformStatement<{ limit: number }>()((db, arg) =>
  db
    .selectFrom('turns')
    .select(['tenant_id', 'id'])
    .where('unapplied_since', 'is not', null)
    .orderBy('unapplied_since')
    .limit(arg('limit')),
);

const deliveriesDue = platformStatement<{ now: number; limit: number }>()((db, arg) =>
  db
    .selectFrom('conversations')
    .innerJoin('channels', (join) =>
      join
        .onRef('channels.tenant_id', '=', 'conversations.tenant_id')
        .onRef('channels.id', '=', 'conversations.channel_id'),
    )
    .select(['conversations.tenant_id', 'conversations.id'])
    .where('conversations.deliver_due_at', 'is not', null)
    .where('conversations.deliver_due_at', '<=', arg('now'))
    .where('channels.status', '=', 'active')
    .orderBy('conversations.deliver_due_at')
    .limit(arg('limit')),
);

/** Those of numbers that another process holds are that one's to send. */
const deliveriesDueAt = platformStatement<{ now: number; holder: string; limit: number }>()((db, arg) =>
  db
    .selectFrom('conversations')
    .innerJoin('channels', (join) =>
      join
        .onRef('channels.tenant_id', '=', 'conversations.tenant_id')
        .onRef('channels.id', '=', 'conversations.channel_id'),
    )
    .leftJoin('channel_leases', (join) =>
      join
        .onRef('channel_leases.tenant_id', '=', 'conversations.tenant_id')
        .onRef('channel_leases.channel_id', '=', 'conversations.channel_id'),
    )
    .select(['conversations.tenant_id', 'conversations.id'])
    .where('conversations.deliver_due_at', 'is not', null)
    .where('conversations.deliver_due_at', '<=', arg('now'))
    .where('channels.status', '=', 'active')
    .where((row) =>
      row.or([
        row('channel_leases.owner', 'is', null),
        row('channel_leases.owner', '=', arg('holder')),
        row('channel_leases.until', '<=', arg('now')),
      ]),
    )
    .orderBy('conversations.deliver_due_at')
    .limit(arg('limit')),
);

const runsDue = platformStatement<{ now: number; limit: number }>()((db, arg) =>
  db
    .selectFrom('studio_runs')
    .select(['tenant_id', 'id'])
    .where('due_at', 'is not', null)
    .where('due_at', '<=', arg('now'))
    .orderBy('due_at')
    .limit(arg('limit')),
);

const conversationRef = (row: { tenant_id: string; id: string }): ConversationRef => ({
  tenantId: TenantId(row.tenant_id),
  conversationId: ConversationId(row.id),
});

export const dueTurns = async (tx: PlatformTx, limit: number): Promise<readonly ConversationRef[]> =>
  (await tx.rows(turnsDue, { now: tx.nowMs, limit })).map(conversationRef);

export const unappliedTurns = async (tx: PlatformTx, limit: number): Promise<readonly TurnRef[]> =>
  (await tx.rows(turnsUnapplied, { limit })).map((row) => ({
    tenantId: TenantId(row.tenant_id),
    turnId: TurnId(row.id),
  }));

export const dueStudioRuns = async (tx: PlatformTx, limit: number): Promise<readonly StudioRunRef[]> =>
  (await tx.rows(runsDue, { now: tx.nowMs, limit })).map((row) => ({
    tenantId: TenantId(row.tenant_id),
    runId: StudioRunId(row.id),
  }));

export const dueDeliveries = async (
  tx: PlatformTx,
  limit: number,
  holder: string | null,
): Promise<readonly ConversationRef[]> => {
  const now = tx.nowMs;
  const rows =
    holder === null
      ? await tx.rows(deliveriesDue, { now, limit })
      : await tx.rows(deliveriesDueAt, { now, holder, limit });
  return rows.map(conversationRef);
};

export const dueReadings = async (tx: PlatformTx, limit: number): Promise<readonly DocumentRef[]> =>
  (await tx.rows(readingsDue, { now: tx.nowMs, limit })).map((row) => ({
    tenantId: TenantId(row.tenant_id),
    documentId: DocumentId(row.id),
  }));

export const dueMedia = async (tx: PlatformTx, limit: number): Promise<readonly MessageRef[]> =>
  (await tx.rows(mediaDue, { now: tx.nowMs, limit })).map((row) => ({
    tenantId: TenantId(row.tenant_id),
    messageId: MessageId(row.message_id),
  }));

/** A line whose head waits for the provider's word is looked at and goes on waiting. */
export const makeDeliveriesDue = async (tx: PlatformTx, tenantId: TenantId | null): Promise<void> => {
  const whose = tenantId === null ? ('is not' as const) : ('=' as const);
  await tx.db
    .updateTable('messages')
    .set({ next_attempt_at: null })
    .where('tenant_id', whose, tenantId)
    .where('line_key', 'is not', null)
    .where('next_attempt_at', 'is not', null)
    .execute();
  await tx.db
    .updateTable('conversations')
    .set({ deliver_due_at: tx.nowMs })
    .where('tenant_id', whose, tenantId)
    .where('deliver_due_at', '>', tx.nowMs)
    .execute();
};
