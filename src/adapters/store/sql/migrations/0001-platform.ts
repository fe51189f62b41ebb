import type { Migration } from '#adapters/store/sql/database';

/** Tenants, the accounts of people, their sessions, and the kill switches. */
export const platform: Migration = {
  name: '0001-platform',
  async up({ schema }) {
    await schema
      .createTable('tenants')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('slug', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('currency', 'text', (column) => column.notNull())
      .addColumn('time_zone', 'text', (column) => column.notNull())
      .addColumn('assistant', 'text', (column) => column.notNull())
      .addColumn('cloud_api_allowed', 'integer', (column) => column.notNull())
      .addColumn('catalogue_version', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('order_count', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    await schema.createIndex('tenants_newest').on('tenants').columns(['created_at', 'id']).execute();
    await schema
      .createTable('users')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('email', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('password_hash', 'text', (column) => column.notNull())
      .addColumn('is_super_admin', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    await schema
      .createTable('sessions')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id'))
      .addColumn('tenant_id', 'text')
      .addColumn('current_hash', 'text', (column) => column.notNull())
      .addColumn('previous_hash', 'text')
      .addColumn('rotated_at', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('revoked_at', 'bigint')
      .addColumn('user_agent', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    await schema.createIndex('sessions_of_user').on('sessions').columns(['user_id', 'created_at']).execute();
    await schema.createIndex('sessions_of_tenant').on('sessions').column('tenant_id').execute();
    await schema
      .createTable('kill_switches')
      .addColumn('scope', 'text', (column) => column.primaryKey().notNull())
      .addColumn('tenant_id', 'text')
      .addColumn('is_on', 'integer', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('by_user', 'text')
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
  },
  async down({ schema }) {
    for (const table of ['kill_switches', 'sessions', 'users', 'tenants']) await schema.dropTable(table).execute();
  },
};
