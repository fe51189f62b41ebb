import type { Migration } from '#adapters/store/sql/database';

/** The log of calls of a tenant's own functions; the functions themselves are documents. */
export const functions: Migration = {
  name: '0018-functions',
  async up({ schema }) {
    await schema
      .createTable('function_calls')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('function_id', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('function_calls_key', ['tenant_id', 'id'])
      .execute();
    await schema
      .createIndex('function_calls_newest')
      .on('function_calls')
      .columns(['tenant_id', 'function_id', 'created_at', 'id'])
      .execute();
    await schema
      .createIndex('function_calls_oldest')
      .on('function_calls')
      .columns(['tenant_id', 'created_at'])
      .execute();
  },
  async down({ schema }) {
    await schema.dropTable('function_calls').execute();
  },
};
