import type { Migration } from '#adapters/store/sql/database';

/** Menus, forms and canned replies, and the people who want to be called back. */
export const menusAndLeads: Migration = {
  name: '0010-menus-and-leads',
  async up({ schema }) {
    await schema
      .createTable('documents')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('documents_key', ['tenant_id', 'kind', 'id'])
      .execute();
    await schema
      .createIndex('documents_oldest')
      .on('documents')
      .columns(['tenant_id', 'kind', 'created_at', 'id'])
      .execute();
    await schema
      .createTable('leads')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('form_id', 'text')
      .addColumn('assignee', 'text')
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('leads_key', ['tenant_id', 'id'])
      .execute();
    const on = (name: string) => schema.createIndex(name).on('leads');
    await on('leads_newest').columns(['tenant_id', 'created_at', 'id']).execute();
    for (const column of ['status', 'form_id', 'assignee'] as const)
      await on(`leads_by_${column}`).columns(['tenant_id', column, 'created_at', 'id']).execute();
  },
  async down({ schema }) {
    for (const table of ['leads', 'documents']) await schema.dropTable(table).execute();
  },
};
