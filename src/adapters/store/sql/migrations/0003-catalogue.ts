import type { Migration } from '#adapters/store/sql/database';

/** What a tenant sells and answers, and the channels it is reached by. */
export const catalogue: Migration = {
  name: '0003-catalogue',
  async up({ schema }) {
    await schema
      .createTable('channels')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('external_key', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('stopped_because', 'text')
      .addColumn('settings', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('channels_key', ['tenant_id', 'id'])
      .addUniqueConstraint('channels_external_key', ['kind', 'external_key'])
      .execute();
    for (const table of ['services', 'faqs'] as const) {
      await schema
        .createTable(table)
        .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('active', 'integer', (column) => column.notNull())
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint(`${table}_key`, ['tenant_id', 'id'])
        .execute();
      await schema.createIndex(`${table}_newest`).on(table).columns(['tenant_id', 'created_at', 'id']).execute();
    }
  },
  async down({ schema }) {
    for (const table of ['faqs', 'services', 'channels']) await schema.dropTable(table).execute();
  },
};
