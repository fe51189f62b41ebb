import type { Migration } from '#adapters/store/sql/database';

/** What was decided, and what customers asked for. */
export const turnsAndOrders: Migration = {
  name: '0006-turns-and-orders',
  async up({ schema }) {
    await schema
      .createTable('turns')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('conversation_id', 'text', (column) => column.notNull())
      .addColumn('upto_seq', 'integer', (column) => column.notNull())
      .addColumn('epoch', 'integer', (column) => column.notNull())
      .addColumn('unapplied_since', 'bigint')
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('turns_key', ['tenant_id', 'id'])
      .addUniqueConstraint('turns_one_per_number', ['tenant_id', 'conversation_id', 'upto_seq'])
      .addForeignKeyConstraint('turn_in', ['tenant_id', 'conversation_id'], 'conversations', ['tenant_id', 'id'])
      .execute();
    await schema
      .createIndex('turns_unapplied')
      .on('turns')
      .column('unapplied_since')
      .where('unapplied_since', 'is not', null)
      .execute();
    await schema
      .createTable('orders')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('conversation_id', 'text', (column) => column.notNull())
      .addColumn('turn_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('orders_key', ['tenant_id', 'id'])
      .addUniqueConstraint('orders_one_per_turn', ['tenant_id', 'turn_id'])
      .addUniqueConstraint('orders_by_number', ['tenant_id', 'number'])
      .addForeignKeyConstraint('order_in', ['tenant_id', 'conversation_id'], 'conversations', ['tenant_id', 'id'])
      .addForeignKeyConstraint('order_by', ['tenant_id', 'turn_id'], 'turns', ['tenant_id', 'id'])
      .execute();
    const on = (name: string) => schema.createIndex(name).on('orders');
    await on('orders_newest').columns(['tenant_id', 'created_at', 'id']).execute();
    await on('orders_by_status').columns(['tenant_id', 'status', 'created_at', 'id']).execute();
    await on('orders_in_conversation').columns(['tenant_id', 'conversation_id', 'created_at', 'id']).execute();
  },
  async down({ schema }) {
    for (const table of ['orders', 'turns']) await schema.dropTable(table).execute();
  },
};
