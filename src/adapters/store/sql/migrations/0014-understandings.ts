import type { Migration } from '#adapters/store/sql/database';

/** Each tenant's trained model: it can be made again from the catalogue, so it has no version. */
export const understandings: Migration = {
  name: '0014-understandings',
  async up({ schema }) {
    await schema
      .createTable('understandings')
      .addColumn('tenant_id', 'text', (column) => column.primaryKey().notNull().references('tenants.id'))
      .addColumn('material_key', 'text', (column) => column.notNull())
      .addColumn('learnt', 'text', (column) => column.notNull())
      .addColumn('trained_at', 'bigint', (column) => column.notNull())
      .execute();
  },
  async down({ schema }) {
    await schema.dropTable('understandings').execute();
  },
};
