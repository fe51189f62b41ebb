import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { assistantMayAct, earlier } from '#adapters/store/sql/conversations/turn-due';
import { toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import type { TurnLease } from '#application/ports/conversation-store';

export const claimTurn = async (tx: TenantTx, id: string, owner: string, ttlMs: number): Promise<TurnLease | null> => {
  const row = await tx.get('conversations', id);
  if (row === undefined || row.turn_due_at === null || row.turn_due_at > tx.nowMs) return null;
  if (row.unapplied_turn !== null || (row.turn_lease_until ?? 0) > tx.nowMs) return null;
  const claimed = tx.change('conversations', row, {
    turn_owner: owner,
    turn_lease_until: tx.nowMs + ttlMs,
    turn_fence: row.turn_fence + 1,
    turn_claimed_seq: row.inbound_seq,
  });
  return { conversation: toConversation(claimed), fence: claimed.turn_fence };
};

/** Also one that ran out, as long as nobody took it: who takes it fences this one off. */
export const renewTurn = async (tx: TenantTx, id: string, fence: number, ttlMs: number): Promise<boolean> => {
  const row = await tx.get('conversations', id);
  if (row?.turn_fence !== fence || row.turn_lease_until === null) return false;
  tx.change('conversations', row, { turn_lease_until: tx.nowMs + ttlMs });
  return true;
};

/** What the customer wrote during the lease stays due, whatever the one who held it wants. */
export const releaseTurn = async (tx: TenantTx, id: string, fence: number, dueInMs: number | null): Promise<void> => {
  const row = await tx.get('conversations', id);
  if (row?.turn_fence !== fence) return;
  const wanted = dueInMs === null || !assistantMayAct(row) ? null : tx.nowMs + dueInMs;
  const due = row.inbound_seq > row.turn_claimed_seq ? earlier(row.turn_due_at, wanted) : wanted;
  tx.change('conversations', row, { turn_owner: null, turn_lease_until: null, turn_due_at: due });
};

/** 0: the lease is somebody else's by now. */
export const countTurnFailure = async (tx: TenantTx, id: string, fence: number): Promise<number> => {
  const row = await tx.get('conversations', id);
  if (row?.turn_fence !== fence) return 0;
  return tx.change('conversations', row, { turn_failures: row.turn_failures + 1 }).turn_failures;
};
