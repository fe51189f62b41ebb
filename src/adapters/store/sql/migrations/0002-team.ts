import type { Migration } from '#adapters/store/sql/database';

/** Who works for a tenant, its roles, its programs' keys, and the log of what was done. */
export const team: Migration = {
  name: '0002-team',
  async up({ schema }) {
    await schema
      .createTable('members')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('active', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('members_key', ['tenant_id', 'user_id'])
      .execute();
    await schema.createIndex('members_of_user').on('members').column('user_id').execute();
    await schema
      .createTable('roles')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('permissions', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('roles_key', ['tenant_id', 'id'])
      .execute();
    await schema
      .createTable('api_keys')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('prefix', 'text', (column) => column.notNull().unique())
      .addColumn('secret_hash', 'text', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('rate_per_minute', 'integer')
      .addColumn('expires_at', 'bigint')
      .addColumn('revoked_at', 'bigint')
      .addColumn('last_used_at', 'bigint')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('api_keys_key', ['tenant_id', 'id'])
      .execute();
    await schema
      .createTable('audit_entries')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('facts', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('previous_hash', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('audit_entries_key', ['tenant_id', 'seq'])
      .execute();
    for (const column of ['action', 'target', 'actor'] as const)
      await schema
        .createIndex(`audit_entries_by_${column}`)
        .on('audit_entries')
        .columns(['tenant_id', column, 'seq'])
        .execute();
  },
  async down({ schema }) {
    for (const table of ['audit_entries', 'api_keys', 'roles', 'members']) await schema.dropTable(table).execute();
  },
};
