import type { Migration } from '#adapters/store/sql/database';

/** The chat on a tenant's site: its settings, its visitors' sessions, and the files that are sent there. */
export const widget: Migration = {
  name: '0009-widget',
  async up({ schema }) {
    await schema
      .createTable('widget_settings')
      .addColumn('tenant_id', 'text', (column) => column.primaryKey().notNull().references('tenants.id'))
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    await schema
      .createTable('widget_sessions')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('visitor_id', 'text', (column) => column.notNull())
      .addColumn('conversation_id', 'text')
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('ip', 'text')
      .addColumn('user_agent', 'text')
      .addColumn('referrer', 'text')
      .addColumn('origin', 'text')
      .addColumn('consent_at', 'bigint')
      .addColumn('rating', 'text')
      .addColumn('read_seq', 'integer', (column) => column.notNull())
      .addColumn('started_at', 'bigint', (column) => column.notNull())
      .addColumn('active_at', 'bigint', (column) => column.notNull())
      .addColumn('closed_at', 'bigint')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('widget_sessions_key', ['tenant_id', 'id'])
      .addForeignKeyConstraint('session_in', ['tenant_id', 'conversation_id'], 'conversations', ['tenant_id', 'id'])
      .execute();
    await indexSessions(schema);
    await schema
      .createTable('files')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('mime_type', 'text', (column) => column.notNull())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('sha256', 'text', (column) => column.notNull())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('conversation_id', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('files_key', ['tenant_id', 'id'])
      .addForeignKeyConstraint('file_in', ['tenant_id', 'conversation_id'], 'conversations', ['tenant_id', 'id'])
      .execute();
    // The sum of the sizes is asked at every upload: this index holds all of it.
    await schema.createIndex('files_sizes').on('files').columns(['tenant_id', 'size']).execute();
  },
  async down({ schema }) {
    for (const table of ['files', 'widget_sessions', 'widget_settings']) await schema.dropTable(table).execute();
  },
};

const indexSessions = async (schema: Parameters<Migration['up']>[0]['schema']): Promise<void> => {
  const on = (name: string) => schema.createIndex(name).on('widget_sessions');
  await on('widget_sessions_of_visitor').columns(['tenant_id', 'visitor_id', 'started_at', 'id']).execute();
  await on('widget_sessions_in_conversation')
    .columns(['tenant_id', 'conversation_id', 'started_at', 'id'])
    .where('conversation_id', 'is not', null)
    .execute();
  // The sweeper's: across tenants, those that are silent and those that are long over.
  await on('widget_sessions_idle').columns(['status', 'active_at']).execute();
  await on('widget_sessions_old').columns(['status', 'closed_at']).execute();
};
