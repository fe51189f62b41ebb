import type { PlatformTx } from './platform-database.js';

/**
 * What a start repairs. The embedded store belongs to one process, so whoever held a turn lease or was sending is dead: the
 * leases end, and each message that may have left waits one whole window of this run for the provider's word.
 */
export const recover = async (tx: PlatformTx, reconcileMs: number): Promise<void> => {
  const reconcileUntil = tx.nowMs + reconcileMs;
  const inDoubt = tx.db
    .selectFrom('messages')
    .select(['tenant_id', 'conversation_id'])
    .where('line_key', 'is not', null)
    .where('status', 'in', ['sending', 'unknown']);
  const conversations = await inDoubt.distinct().execute();
  await tx.db
    .updateTable('messages')
    .set({ status: 'unknown', status_reason: 'delivery.process_ended', reconcile_until: reconcileUntil })
    .where('line_key', 'is not', null)
    .where('status', 'in', ['sending', 'unknown'])
    .execute();
  for (const { tenant_id: tenantId, conversation_id: id } of conversations)
    await tx.db
      .updateTable('conversations')
      .set({ deliver_due_at: reconcileUntil })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
  await tx.db
    .updateTable('conversations')
    .set({ turn_lease_until: null, turn_owner: null })
    .where('turn_lease_until', 'is not', null)
    .execute();
};
