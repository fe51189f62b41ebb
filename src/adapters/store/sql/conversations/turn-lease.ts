import { toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { TurnLease } from '#application/ports/conversation-store';
import { conversationById } from './conversation-statements.js';
import { assistantMayAct, earlier } from './turn-due.js';

const claim = tenantStatement<{ id: string; owner: string; now: number; until: number }>()((db, arg, tenant) =>
  db
    .updateTable('conversations')
    .set((row) => ({
      turn_owner: arg('owner'),
      turn_lease_until: arg('until'),
      turn_fence: row('turn_fence', '+', 1),
      turn_claimed_seq: row.ref('inbound_seq'),
    }))
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where('turn_due_at', '<=', arg('now'))
    .where('unapplied_turn', 'is', null)
    .where((row) => row.or([row('turn_lease_until', 'is', null), row('turn_lease_until', '<=', arg('now'))]))
    .returningAll(),
);

const release = tenantStatement<{ id: string; fence: number; due: number | null }>()((db, arg, tenant) =>
  db
    .updateTable('conversations')
    .set({ turn_owner: null, turn_lease_until: null, turn_due_at: arg('due') })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where('turn_fence', '=', arg('fence')),
);

const renew = tenantStatement<{ id: string; fence: number; until: number }>()((db, arg, tenant) =>
  db
    .updateTable('conversations')
    .set({ turn_lease_until: arg('until') })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where('turn_fence', '=', arg('fence'))
    .where('turn_lease_until', 'is not', null),
);

const countFailure = tenantStatement<{ id: string; fence: number }>()((db, arg, tenant) =>
  db
    .updateTable('conversations')
    .set((row) => ({ turn_failures: row('turn_failures', '+', 1) }))
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where('turn_fence', '=', arg('fence'))
    .returning(['tenant_id', 'turn_failures']),
);

/** One statement, so that of two who try only one finds the row as it must be. */
export const claimTurn = async (tx: TenantTx, id: string, owner: string, ttlMs: number): Promise<TurnLease | null> => {
  const row = await tx.first(claim, { id, owner, now: tx.nowMs, until: tx.nowMs + ttlMs });
  return row === undefined ? null : { conversation: toConversation(row), fence: row.turn_fence };
};

/** Also one that ran out, as long as nobody took it: who takes it fences this one off. */
export const renewTurn = async (tx: TenantTx, id: string, fence: number, ttlMs: number): Promise<boolean> =>
  (await tx.run(renew, { id, fence, until: tx.nowMs + ttlMs })) > 0;

/** What the customer wrote during the lease stays due, whatever the one who held it wants. */
export const releaseTurn = async (tx: TenantTx, id: string, fence: number, dueInMs: number | null): Promise<void> => {
  const row = await tx.first(conversationById, { id });
  if (row === undefined || row.turn_fence !== fence) return;
  const wanted = dueInMs === null || !assistantMayAct(row) ? null : tx.nowMs + dueInMs;
  const due = row.inbound_seq > row.turn_claimed_seq ? earlier(row.turn_due_at, wanted) : wanted;
  await tx.run(release, { id, fence, due });
};

/** 0: the lease is somebody else's by now. */
export const countTurnFailure = async (tx: TenantTx, id: string, fence: number): Promise<number> =>
  (await tx.first(countFailure, { id, fence }))?.turn_failures ?? 0;
