import type { Migration } from '#adapters/store/sql/database';

/** What people's deeds said about the assistant's answers, one for each turn. */
export const answerLabels: Migration = {
  name: '0019-answer-labels',
  async up({ schema }) {
    await schema
      .createTable('answer_labels')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('turn_id', 'text', (column) => column.notNull())
      .addColumn('conversation_id', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('answer_labels_key', ['tenant_id', 'turn_id'])
      .execute();
    await schema
      .createIndex('answer_labels_newest')
      .on('answer_labels')
      .columns(['tenant_id', 'at', 'turn_id'])
      .execute();
  },
  async down({ schema }) {
    await schema.dropTable('answer_labels').execute();
  },
};
