import type { StateColumns } from '#adapters/store/sql/mappers/conversation-mapper';
import type { ConversationRow } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';

export const conversationById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('conversations').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

/** What a turn and a delivery go by. What was said is left out: it is long, and sealed. */
const standing = [
  'tenant_id',
  'id',
  'customer_id',
  'channel_id',
  'status',
  'mode',
  'inbox_state',
  'assistant_on',
  'epoch',
  'tags',
  'escalation_reason',
  'escalation_at',
  'created_at',
  'first_response_at',
  'version',
  'last_seq',
  'inbound_seq',
  'answered_seq',
  'last_message_id',
  'last_message_at',
  'last_inbound_at',
  'first_unanswered_at',
  'turn_due_at',
  'turn_owner',
  'turn_lease_until',
  'turn_fence',
  'turn_claimed_seq',
  'deliver_due_at',
] as const satisfies readonly (keyof ConversationRow)[];
export type ConversationStanding = Pick<ConversationRow, (typeof standing)[number]>;

export const standingById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('conversations').select(standing).where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

export const openConversation = tenantStatement<{ key: string }>()((db, arg, tenant) =>
  db.selectFrom('conversations').selectAll().where('tenant_id', '=', tenant).where('open_key', '=', arg('key')),
);

export const lastClosed = tenantStatement<{ channelId: string; customerId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('customer_id', '=', arg('customerId'))
    .where('inbox_state', '=', 'closed')
    .where('channel_id', '=', arg('channelId'))
    .orderBy('last_message_at', 'desc')
    .limit(1),
);

type NewConversation = Pick<
  ConversationRow,
  'id' | 'customer_id' | 'channel_id' | 'open_key' | 'dialogue' | 'created_at'
>;

export const insertConversation = tenantStatement<NewConversation>()((db, arg, tenant) =>
  db
    .insertInto('conversations')
    .values({
      tenant_id: tenant,
      id: arg('id'),
      customer_id: arg('customer_id'),
      channel_id: arg('channel_id'),
      open_key: arg('open_key'),
      status: 'open',
      mode: 'assistant',
      inbox_state: 'assistant',
      assistant_on: 1,
      epoch: 0,
      tags: '[]',
      dialogue: arg('dialogue'),
      created_at: arg('created_at'),
      version: 1,
      last_seq: 0,
      inbound_seq: 0,
      answered_seq: 0,
      last_message_at: arg('created_at'),
      turn_fence: 0,
      turn_claimed_seq: 0,
      turn_failures: 0,
    })
    .returningAll(),
);

type Inbound = Pick<
  ConversationRow,
  | 'id'
  | 'last_seq'
  | 'inbound_seq'
  | 'answered_seq'
  | 'last_message_id'
  | 'last_message_at'
  | 'last_inbound_at'
  | 'first_unanswered_at'
  | 'turn_due_at'
>;

export const noteInbound = tenantStatement<Inbound>()((db, arg, tenant) =>
  db
    .updateTable('conversations')
    .set({
      last_seq: arg('last_seq'),
      inbound_seq: arg('inbound_seq'),
      answered_seq: arg('answered_seq'),
      last_message_id: arg('last_message_id'),
      last_message_at: arg('last_message_at'),
      last_inbound_at: arg('last_inbound_at'),
      first_unanswered_at: arg('first_unanswered_at'),
      turn_due_at: arg('turn_due_at'),
    })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);

type Queued = Pick<ConversationRow, 'id' | 'last_seq' | 'last_message_id' | 'last_message_at' | 'deliver_due_at'>;

export const noteQueued = tenantStatement<Queued>()((db, arg, tenant) =>
  db
    .updateTable('conversations')
    .set({
      last_seq: arg('last_seq'),
      last_message_id: arg('last_message_id'),
      last_message_at: arg('last_message_at'),
      deliver_due_at: arg('deliver_due_at'),
    })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);

type Answered = Pick<ConversationRow, 'id' | 'answered_seq' | 'first_unanswered_at' | 'turn_due_at'>;

export const writeState = tenantStatement<StateColumns & Answered>()((db, arg, tenant) =>
  db
    .updateTable('conversations')
    .set((row) => ({
      open_key: arg('open_key'),
      status: arg('status'),
      mode: arg('mode'),
      inbox_state: arg('inbox_state'),
      assistant_on: arg('assistant_on'),
      epoch: arg('epoch'),
      holder: arg('holder'),
      assignee: arg('assignee'),
      tags: arg('tags'),
      escalation_reason: arg('escalation_reason'),
      escalation_at: arg('escalation_at'),
      dialogue: arg('dialogue'),
      resolution: arg('resolution'),
      first_response_at: arg('first_response_at'),
      closed_at: arg('closed_at'),
      answered_seq: arg('answered_seq'),
      first_unanswered_at: arg('first_unanswered_at'),
      turn_due_at: arg('turn_due_at'),
      version: row('version', '+', 1),
    }))
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);

export const setTurnDue = tenantStatement<{ id: string; due: number | null }>()((db, arg, tenant) =>
  db
    .updateTable('conversations')
    .set({ turn_due_at: arg('due') })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);

type Owned = Pick<ConversationRow, 'id' | 'customer_id' | 'open_key'>;

export const giveToCustomer = tenantStatement<Owned>()((db, arg, tenant) =>
  db
    .updateTable('conversations')
    .set({ customer_id: arg('customer_id'), open_key: arg('open_key') })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);

export const conversationsOfCustomer = tenantStatement<{ customerId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('customer_id', '=', arg('customerId')),
);

export const setDeliverDue = tenantStatement<{ id: string; due: number | null }>()((db, arg, tenant) =>
  db
    .updateTable('conversations')
    .set({ deliver_due_at: arg('due') })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);
