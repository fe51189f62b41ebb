import type { Migration } from '#adapters/store/sql/database';

/** Mails that have to leave, and the links in them that are good for one use. Some are a tenant's, some the platform's. */
export const mail: Migration = {
  name: '0011-mail',
  async up({ schema }) {
    await schema
      .createTable('one_time_links')
      .addColumn('hash', 'text', (column) => column.primaryKey().notNull())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text')
      .addColumn('tenant_id', 'text')
      .addColumn('invitation_id', 'text')
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('used_at', 'bigint')
      .execute();
    await schema.createIndex('one_time_links_of_tenant').on('one_time_links').column('tenant_id').execute();
    await schema.createIndex('one_time_links_expired').on('one_time_links').column('expires_at').execute();
    await schema
      .createTable('mails')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('tenant_id', 'text')
      .addColumn('recipient', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('html', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('sent_at', 'bigint')
      .addColumn('reason', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex('mails_of_tenant').on('mails').column('tenant_id').execute();
    await schema
      .createIndex('mails_due')
      .on('mails')
      .columns(['due_at', 'id'])
      .where('due_at', 'is not', null)
      .execute();
  },
  async down({ schema }) {
    for (const table of ['mails', 'one_time_links']) await schema.dropTable(table).execute();
  },
};
