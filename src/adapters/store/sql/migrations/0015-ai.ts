import type { Migration } from '#adapters/store/sql/database';

/** Which models answer, for all tenants and for one, and what they cost each day. */
export const ai: Migration = {
  name: '0015-ai',
  async up({ schema }) {
    await schema
      .createTable('ai_settings')
      .addColumn('scope', 'text', (column) => column.primaryKey().notNull())
      .addColumn('tenant_id', 'text')
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    await schema
      .createTable('ai_spend')
      .addColumn('scope', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('tenant_id', 'text')
      .addColumn('reserved_micros', 'bigint', (column) => column.notNull())
      .addColumn('spent_micros', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('ai_spend_of_day', ['scope', 'day'])
      .execute();
    for (const table of ['ai_settings', 'ai_spend'])
      await schema.createIndex(`${table}_of_tenant`).on(table).column('tenant_id').execute();
  },
  async down({ schema }) {
    for (const table of ['ai_spend', 'ai_settings']) await schema.dropTable(table).execute();
  },
};
