import type { Migration } from '#adapters/store/sql/database';

/** What people want of numbers that other processes hold, and what those show of them. */
export const numberWishes: Migration = {
  name: '0022-number-wishes',
  async up({ schema }) {
    await schema
      .createTable('channel_wishes')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('open_since', 'bigint')
      .addColumn('ended', 'text')
      .addPrimaryKeyConstraint('channel_wishes_key', ['tenant_id', 'channel_id'])
      .addForeignKeyConstraint('channel_wishes_of', ['tenant_id', 'channel_id'], 'channels', ['tenant_id', 'id'])
      .execute();
    await schema
      .createIndex('channel_wishes_open')
      .on('channel_wishes')
      .column('open_since')
      .where('open_since', 'is not', null)
      .execute();
    await schema.alterTable('channel_leases').addColumn('shown', 'text').execute();
  },
  async down({ schema }) {
    await schema.alterTable('channel_leases').dropColumn('shown').execute();
    await schema.dropTable('channel_wishes').execute();
  },
};
