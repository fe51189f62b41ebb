import type { ExpressionBuilder } from 'kysely';
import type { TenantSchema } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { WidgetSessionRow } from '#adapters/store/sql/widget-rows';

export const settingsOf = tenantStatement()((db, _, tenant) =>
  db.selectFrom('widget_settings').selectAll().where('tenant_id', '=', tenant),
);

/** Version 0: nobody has changed a setting yet. */
export const dropUntouched = tenantStatement()((db, _, tenant) =>
  db.deleteFrom('widget_settings').where('tenant_id', '=', tenant).where('version', '=', 0),
);

export const noteSettings = tenantStatement<{ body: string; version: number }>()((db, arg, tenant) =>
  db
    .insertInto('widget_settings')
    .values({ tenant_id: tenant, body: arg('body'), version: arg('version') })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ body: arg('body') })),
);

export const sessionById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('widget_sessions').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

export const newestOfVisitor = tenantStatement<{ visitorId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('widget_sessions')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('visitor_id', '=', arg('visitorId'))
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
);

export const newestInConversation = tenantStatement<{ conversationId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('widget_sessions')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('conversation_id', '=', arg('conversationId'))
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
);

type Row = ExpressionBuilder<TenantSchema, 'widget_sessions'>;

/** What only moves forward, whoever writes last. */
const forward = (row: Row, column: 'active_at' | 'read_seq', value: number) =>
  row.case().when(column, '<', value).then(value).else(row.ref(column)).end();

type Touch = { id: string; at: number; readSeq: number; conversationId: string | null };

/** Runs for each message and each look of a visitor. */
export const touchSession = tenantStatement<Touch>()((db, arg, tenant) =>
  db
    .updateTable('widget_sessions')
    .set((row) => ({
      active_at: forward(row, 'active_at', arg('at')),
      read_seq: forward(row, 'read_seq', arg('readSeq')),
      conversation_id: row.fn.coalesce(row.val(arg('conversationId')), 'conversation_id'),
    }))
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where('status', '=', 'active'),
);

type Changed = Pick<
  WidgetSessionRow,
  | 'id'
  | 'conversation_id'
  | 'status'
  | 'language'
  | 'consent_at'
  | 'rating'
  | 'read_seq'
  | 'active_at'
  | 'closed_at'
  | 'version'
>;

/** What touches have moved since it was read is kept: they leave the version as it is. */
export const updateSession = tenantStatement<Changed>()((db, arg, tenant) =>
  db
    .updateTable('widget_sessions')
    .set((row) => ({
      conversation_id: row.fn.coalesce(row.val(arg('conversation_id')), 'conversation_id'),
      status: arg('status'),
      language: arg('language'),
      consent_at: arg('consent_at'),
      rating: arg('rating'),
      read_seq: forward(row, 'read_seq', arg('read_seq')),
      active_at: forward(row, 'active_at', arg('active_at')),
      closed_at: arg('closed_at'),
      version: row('version', '+', 1),
    }))
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where('version', '=', arg('version')),
);
