import type { Migration } from '#adapters/store/sql/database';

/** Customers, the ways they are known, and their conversations. */
export const conversations: Migration = {
  name: '0004-conversations',
  async up({ schema }, dialect) {
    await schema
      .createTable('customers')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('language', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('customers_key', ['tenant_id', 'id'])
      .execute();
    await dialect
      .clustered(
        schema
          .createTable('customer_identities')
          .addColumn('tenant_id', 'text', (column) => column.notNull())
          .addColumn('scheme', 'text', (column) => column.notNull())
          .addColumn('value', 'text', (column) => column.notNull())
          .addColumn('customer_id', 'text', (column) => column.notNull())
          .addColumn('position', 'integer', (column) => column.notNull())
          .addPrimaryKeyConstraint('customer_identities_key', ['tenant_id', 'scheme', 'value'])
          .addForeignKeyConstraint('identity_of', ['tenant_id', 'customer_id'], 'customers', ['tenant_id', 'id']),
      )
      .execute();
    await schema
      .createIndex('identities_of_customer')
      .on('customer_identities')
      .columns(['tenant_id', 'customer_id', 'position'])
      .execute();
    await schema
      .createTable('conversations')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('customer_id', 'text', (column) => column.notNull())
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('open_key', 'text')
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('mode', 'text', (column) => column.notNull())
      .addColumn('inbox_state', 'text', (column) => column.notNull())
      .addColumn('assistant_on', 'integer', (column) => column.notNull())
      .addColumn('epoch', 'integer', (column) => column.notNull())
      .addColumn('holder', 'text')
      .addColumn('escalation_reason', 'text')
      .addColumn('escalation_at', 'bigint')
      .addColumn('dialogue', 'text', (column) => column.notNull())
      .addColumn('resolution', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('first_response_at', 'bigint')
      .addColumn('closed_at', 'bigint')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('last_seq', 'integer', (column) => column.notNull())
      .addColumn('inbound_seq', 'integer', (column) => column.notNull())
      .addColumn('answered_seq', 'integer', (column) => column.notNull())
      .addColumn('last_message_id', 'text')
      .addColumn('last_message_at', 'bigint', (column) => column.notNull())
      .addColumn('last_inbound_at', 'bigint')
      .addColumn('first_unanswered_at', 'bigint')
      .addColumn('turn_due_at', 'bigint')
      .addColumn('turn_owner', 'text')
      .addColumn('turn_lease_until', 'bigint')
      .addColumn('turn_fence', 'integer', (column) => column.notNull())
      .addColumn('turn_claimed_seq', 'integer', (column) => column.notNull())
      .addColumn('turn_failures', 'integer', (column) => column.notNull())
      .addColumn('unapplied_turn', 'text')
      .addColumn('deliver_due_at', 'bigint')
      .addPrimaryKeyConstraint('conversations_key', ['tenant_id', 'id'])
      .addForeignKeyConstraint('conversation_of', ['tenant_id', 'customer_id'], 'customers', ['tenant_id', 'id'])
      .addForeignKeyConstraint('conversation_on', ['tenant_id', 'channel_id'], 'channels', ['tenant_id', 'id'])
      .addUniqueConstraint('conversations_one_open', ['tenant_id', 'open_key'])
      .execute();
    await indexConversations(schema);
  },
  async down({ schema }) {
    for (const table of ['conversations', 'customer_identities', 'customers']) await schema.dropTable(table).execute();
  },
};

const indexConversations = async (schema: Parameters<Migration['up']>[0]['schema']): Promise<void> => {
  const on = (name: string) => schema.createIndex(name).on('conversations');
  await on('conversations_inbox').columns(['tenant_id', 'inbox_state', 'last_message_at', 'id']).execute();
  await on('conversations_of_customer')
    .columns(['tenant_id', 'customer_id', 'inbox_state', 'last_message_at', 'id'])
    .execute();
  await on('conversations_on_channel')
    .columns(['tenant_id', 'channel_id', 'inbox_state', 'last_message_at', 'id'])
    .execute();
  // The sweeper's: across tenants, and only the few rows where something is due.
  await on('turns_due').column('turn_due_at').where('turn_due_at', 'is not', null).execute();
  await on('deliveries_due').column('deliver_due_at').where('deliver_due_at', 'is not', null).execute();
};
