import type { Kysely } from 'kysely';
import type { NewMessage } from '#adapters/store/sql/mappers/message-mapper';
import type { MessageRow, TenantSchema } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';

export const messageById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('messages').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

export const renewClaim = tenantStatement<{ id: string; attempt: number; now: number; until: number }>()(
  (db, arg, tenant) =>
    db
      .updateTable('messages')
      .set({ reconcile_until: arg('until') })
      .where('tenant_id', '=', tenant)
      .where('id', '=', arg('id'))
      .where('status', '=', 'sending')
      .where('attempts', '=', arg('attempt'))
      .where('reconcile_until', '>', arg('now')),
);

export const inboundByExternalId = tenantStatement<{ channelId: string; externalId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('messages')
    .select(['tenant_id', 'id', 'conversation_id', 'seq', 'content', 'set_aside', 'created_at'])
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', arg('channelId'))
    .where('direction', '=', 'in')
    .where('external_id', '=', arg('externalId')),
);

export type KnownInbound = Pick<MessageRow, 'id' | 'conversation_id' | 'seq' | 'content' | 'set_aside' | 'created_at'>;

export const writeContent = tenantStatement<Pick<MessageRow, 'id' | 'content' | 'quotes'>>()((db, arg, tenant) =>
  db
    .updateTable('messages')
    .set({ content: arg('content'), quotes: arg('quotes') })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);

type Named = { readonly channelId: string; readonly externalId: string };

const outboundNamed = (db: Kysely<TenantSchema>, { channelId, externalId }: Named, tenant: string) =>
  db
    .selectFrom('messages')
    .where('tenant_id', '=', tenant)
    .where('channel_id', '=', channelId)
    .where('direction', '=', 'out')
    .where('external_id', '=', externalId)
    .orderBy('id')
    .limit(1);

export const outboundByExternalId = tenantStatement<Named>()((db, arg, tenant) =>
  outboundNamed(db, { channelId: arg('channelId'), externalId: arg('externalId') }, tenant).selectAll(),
);

export const insertMessage = tenantStatement<NewMessage>()((db, arg, tenant) =>
  db
    .insertInto('messages')
    .values({
      tenant_id: tenant,
      id: arg('id'),
      conversation_id: arg('conversation_id'),
      channel_id: arg('channel_id'),
      seq: arg('seq'),
      direction: arg('direction'),
      author_kind: arg('author_kind'),
      author: arg('author'),
      content: arg('content'),
      choices: arg('choices'),
      status: arg('status'),
      external_id: arg('external_id'),
      turn_id: arg('turn_id'),
      epoch: arg('epoch'),
      sensitive: arg('sensitive'),
      attempts: arg('attempts'),
      status_reason: arg('status_reason'),
      sent_at: arg('sent_at'),
      created_at: arg('created_at'),
      status_at: arg('status_at'),
      line_key: arg('line_key'),
      next_attempt_at: arg('next_attempt_at'),
      reconcile_until: arg('reconcile_until'),
      quotes: arg('quotes'),
      set_aside: arg('set_aside'),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()),
);

export const messagesAfter = tenantStatement<{ conversationId: string; seq: number; limit: number }>()(
  (db, arg, tenant) =>
    db
      .selectFrom('messages')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('conversation_id', '=', arg('conversationId'))
      .where('seq', '>', arg('seq'))
      .orderBy('seq')
      .limit(arg('limit')),
);

export const messagesBefore = tenantStatement<{ conversationId: string; seq: number; limit: number }>()(
  (db, arg, tenant) =>
    db
      .selectFrom('messages')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('conversation_id', '=', arg('conversationId'))
      .where('seq', '<', arg('seq'))
      .orderBy('seq', 'desc')
      .limit(arg('limit')),
);

/** What has not left yet, oldest first. */
export const waitingLine = tenantStatement<{ conversationId: string; limit: number }>()((db, arg, tenant) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('line_key', '=', arg('conversationId'))
    .orderBy('seq')
    .limit(arg('limit')),
);

/** What a delivery goes by. What is said in it is left out: it is long, and sealed. */
const standing = [
  'tenant_id',
  'id',
  'conversation_id',
  'channel_id',
  'direction',
  'status',
  'status_reason',
  'status_at',
  'attempts',
  'external_id',
  'line_key',
  'next_attempt_at',
  'reconcile_until',
] as const satisfies readonly (keyof MessageRow)[];
export type MessageStanding = Pick<MessageRow, (typeof standing)[number]>;

export const standingById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('messages').select(standing).where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

export const standingByExternalId = tenantStatement<Named>()((db, arg, tenant) =>
  outboundNamed(db, { channelId: arg('channelId'), externalId: arg('externalId') }, tenant).select(standing),
);

export const headOfLine = tenantStatement<{ conversationId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('messages')
    .select(standing)
    .where('tenant_id', '=', tenant)
    .where('line_key', '=', arg('conversationId'))
    .orderBy('seq')
    .limit(1),
);

/** Everything a delivery changes about a message. */
export type DeliveryColumns = Pick<
  MessageRow,
  | 'status'
  | 'status_reason'
  | 'status_at'
  | 'attempts'
  | 'external_id'
  | 'line_key'
  | 'next_attempt_at'
  | 'reconcile_until'
>;

export const writeDelivery = tenantStatement<DeliveryColumns & { id: string }>()((db, arg, tenant) =>
  db
    .updateTable('messages')
    .set({
      status: arg('status'),
      status_reason: arg('status_reason'),
      status_at: arg('status_at'),
      attempts: arg('attempts'),
      external_id: arg('external_id'),
      line_key: arg('line_key'),
      next_attempt_at: arg('next_attempt_at'),
      reconcile_until: arg('reconcile_until'),
    })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);

/** Withdraws what the assistant has in the line; what was handed to a provider is beyond recall. */
export const cancelQueued = tenantStatement<{ conversationId: string; now: number; reason: string }>()(
  (db, arg, tenant) =>
    db
      .updateTable('messages')
      .set({
        status: 'cancelled',
        status_reason: arg('reason'),
        status_at: arg('now'),
        line_key: null,
        next_attempt_at: null,
      })
      .where('tenant_id', '=', tenant)
      .where('line_key', '=', arg('conversationId'))
      .where('author_kind', '=', 'assistant')
      .where('status', '=', 'queued'),
);
