import type { Migration } from '#adapters/store/sql/database';

/** What a business tells of itself and its hours, what its people are told by mail, and the places it offers. */
export const profilesAndInvitations: Migration = {
  name: '0008-profiles-and-invitations',
  async up(db) {
    const { schema } = db;
    for (const column of ['profile', 'hours'])
      await schema
        .alterTable('tenants')
        .addColumn(column, 'text', (definition) => definition.notNull().defaultTo('{}'))
        .execute();
    await schema.alterTable('users').addColumn('email_verified_at', 'bigint').execute();
    await schema
      .alterTable('members')
      .addColumn('mail_about', 'text', (column) => column.notNull().defaultTo('[]'))
      .execute();
    const everyTopic = '["new_order","hand_over","new_lead"]';
    await db.updateTable('members').set({ mail_about: everyTopic }).where('role', '=', 'tenant_admin').execute();
    await schema
      .createTable('invitations')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('invited_by', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('invitations_key', ['tenant_id', 'id'])
      .execute();
    await schema
      .createIndex('invitations_by_status')
      .on('invitations')
      .columns(['tenant_id', 'status', 'created_at', 'id'])
      .execute();
  },
  async down({ schema }) {
    await schema.dropTable('invitations').execute();
    await schema.alterTable('members').dropColumn('mail_about').execute();
    await schema.alterTable('users').dropColumn('email_verified_at').execute();
    for (const column of ['profile', 'hours']) await schema.alterTable('tenants').dropColumn(column).execute();
  },
};
