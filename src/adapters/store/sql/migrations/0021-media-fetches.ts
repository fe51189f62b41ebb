import type { Migration } from '#adapters/store/sql/database';

/** What customers sent and a provider still keeps for us: fetched from there, tried again, and then gone from here. */
export const mediaFetches: Migration = {
  name: '0021-media-fetches',
  async up({ schema }) {
    await schema
      .createTable('media_fetches')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('media_fetches_key', ['tenant_id', 'message_id'])
      .addForeignKeyConstraint('media_fetches_of', ['tenant_id', 'message_id'], 'messages', ['tenant_id', 'id'])
      .execute();
    await schema.createIndex('media_fetches_due').on('media_fetches').columns(['due_at']).execute();
  },
  async down({ schema }) {
    await schema.dropTable('media_fetches').execute();
  },
};
