import type { StateColumns } from '#adapters/store/sql/mappers/conversation-mapper';
import type { ConversationRow, TurnRow } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';

export const turnById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('turns').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

/** Without the body, which only readers need. */
export const turnState = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db
    .selectFrom('turns')
    .select(['tenant_id', 'unapplied_since'])
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);

export const insertTurn = tenantStatement<Omit<TurnRow, 'tenant_id'>>()((db, arg, tenant) =>
  db
    .insertInto('turns')
    .values({
      tenant_id: tenant,
      id: arg('id'),
      conversation_id: arg('conversation_id'),
      upto_seq: arg('upto_seq'),
      epoch: arg('epoch'),
      unapplied_since: arg('unapplied_since'),
      body: arg('body'),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'conversation_id', 'upto_seq']).doNothing()),
);

export const markApplied = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.updateTable('turns').set({ unapplied_since: null }).where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

export const turnsBefore = tenantStatement<{ conversationId: string; seq: number; limit: number }>()(
  (db, arg, tenant) =>
    db
      .selectFrom('turns')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('conversation_id', '=', arg('conversationId'))
      .where('upto_seq', '<', arg('seq'))
      .orderBy('upto_seq', 'desc')
      .limit(arg('limit')),
);

export const noteDecided = tenantStatement<{ id: string; turn: string }>()((db, arg, tenant) =>
  db
    .updateTable('conversations')
    .set({ unapplied_turn: arg('turn'), turn_failures: 0 })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);

/** What a turn changes about its conversation: no epoch, no holder, no status, and so no unique key. */
type AfterTurn = Pick<
  StateColumns,
  'mode' | 'inbox_state' | 'escalation_reason' | 'escalation_at' | 'dialogue' | 'first_response_at'
> &
  Pick<
    ConversationRow,
    'id' | 'answered_seq' | 'first_unanswered_at' | 'turn_due_at' | 'turn_owner' | 'turn_lease_until'
  >;

export const writeAfterTurn = tenantStatement<AfterTurn>()((db, arg, tenant) =>
  db
    .updateTable('conversations')
    .set((row) => ({
      mode: arg('mode'),
      inbox_state: arg('inbox_state'),
      escalation_reason: arg('escalation_reason'),
      escalation_at: arg('escalation_at'),
      dialogue: arg('dialogue'),
      first_response_at: arg('first_response_at'),
      answered_seq: arg('answered_seq'),
      first_unanswered_at: arg('first_unanswered_at'),
      turn_due_at: arg('turn_due_at'),
      turn_owner: arg('turn_owner'),
      turn_lease_until: arg('turn_lease_until'),
      unapplied_turn: null,
      version: row('version', '+', 1),
    }))
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);
