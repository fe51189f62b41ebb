import type { ChannelKind } from '#domain/channel/channel';
import type { PlatformTx } from './platform-database.js';

type InDoubt = { readonly tenant_id: string; readonly conversation_id: string; readonly kind: string };

/** Conversations with a message that a process claimed to send and did not settle before it died. */
const inDoubt = (tx: PlatformTx): Promise<InDoubt[]> =>
  tx.db
    .selectFrom('messages')
    .innerJoin('channels', (join) =>
      join.onRef('channels.tenant_id', '=', 'messages.tenant_id').onRef('channels.id', '=', 'messages.channel_id'),
    )
    .select(['messages.tenant_id', 'messages.conversation_id', 'channels.kind'])
    .distinct()
    .where('messages.line_key', 'is not', null)
    .where('messages.status', 'in', ['sending', 'unknown'])
    .execute();

const settle = async (tx: PlatformTx, ref: InDoubt, dueAt: number, isRepeatable: boolean): Promise<void> => {
  const ofTenant = tx.db.updateTable('messages').where('tenant_id', '=', ref.tenant_id);
  await ofTenant
    .set(
      isRepeatable
        ? { status: 'queued', next_attempt_at: null, reconcile_until: null }
        : { status: 'unknown', status_reason: 'delivery.process_ended', reconcile_until: dueAt },
    )
    .where('line_key', '=', ref.conversation_id)
    .where('status', 'in', ['sending', 'unknown'])
    .execute();
  await tx.db
    .updateTable('conversations')
    .set({ deliver_due_at: dueAt })
    .where('tenant_id', '=', ref.tenant_id)
    .where('id', '=', ref.conversation_id)
    .execute();
};

/**
 * What a start repairs. Each message that may have left waits one whole window of this run for the provider's word; on a channel
 * where sending twice is as good as once it simply goes again. Whoever held a lease is dead: the leases end. All of it only where no
 * other process lives; where one does, claims and leases run out.
 */
export const recover = async (
  tx: PlatformTx,
  reconcileMs: number,
  repeatable: readonly ChannelKind[],
  isAlone: boolean,
): Promise<void> => {
  // The others' messages are looked after by the others: what one of them was sending goes on, or its claim ends.
  if (!isAlone) return;
  for (const ref of await inDoubt(tx)) {
    const isRepeatable = repeatable.some((kind) => kind === ref.kind);
    await settle(tx, ref, isRepeatable ? tx.nowMs : tx.nowMs + reconcileMs, isRepeatable);
  }
  await tx.db
    .updateTable('conversations')
    .set({ turn_lease_until: null, turn_owner: null })
    .where('turn_lease_until', 'is not', null)
    .execute();
  await tx.db.updateTable('channel_leases').set({ owner: null, until: 0 }).where('owner', 'is not', null).execute();
};
