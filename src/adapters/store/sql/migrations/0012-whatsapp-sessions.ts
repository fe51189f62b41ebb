import type { Migration } from '#adapters/store/sql/database';

/** Linked WhatsApp numbers: what is known of them, who may hold their socket, and what they are linked by. */
export const whatsappSessions: Migration = {
  name: '0012-whatsapp-sessions',
  async up({ schema }, dialect) {
    const ofChannel = (name: string) =>
      schema
        .createTable(name)
        .addColumn('tenant_id', 'text', (column) => column.notNull())
        .addColumn('channel_id', 'text', (column) => column.notNull())
        .addForeignKeyConstraint(`${name}_of`, ['tenant_id', 'channel_id'], 'channels', ['tenant_id', 'id']);
    await ofChannel('channel_sessions')
      .addColumn('engine', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('ledger', 'text')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('channel_sessions_key', ['tenant_id', 'channel_id'])
      .execute();
    // A row of its own: a session can be claimed before anything is known of it, and its fence outlives what is.
    await ofChannel('channel_leases')
      .addColumn('owner', 'text')
      .addColumn('fence', 'integer', (column) => column.notNull())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('channel_leases_key', ['tenant_id', 'channel_id'])
      .execute();
    await ofChannel('channel_credentials')
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('value', dialect.bytes, (column) => column.notNull())
      .addPrimaryKeyConstraint('channel_credentials_key', ['tenant_id', 'channel_id', 'type', 'id'])
      .execute();
    await schema.alterTable('messages').addColumn('quotes', 'text').execute();
    await schema.alterTable('messages').addColumn('set_aside', 'text').execute();
  },
  async down({ schema }) {
    for (const column of ['set_aside', 'quotes']) await schema.alterTable('messages').dropColumn(column).execute();
    for (const table of ['channel_credentials', 'channel_leases', 'channel_sessions'])
      await schema.dropTable(table).execute();
  },
};
