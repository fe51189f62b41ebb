import type { Migration } from '#adapters/store/sql/database';

/** What a model for vectors makes of each sentence: they can be made again, by the model that is set up then. */
export const knowledgeVectors: Migration = {
  name: '0020-knowledge-vectors',
  async up({ schema }, dialect) {
    await schema
      .createTable('knowledge_vectors')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('sentence_id', 'text', (column) => column.notNull())
      .addColumn('document_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('vector', dialect.bytes, (column) => column.notNull())
      .addPrimaryKeyConstraint('knowledge_vectors_key', ['tenant_id', 'sentence_id'])
      .addForeignKeyConstraint('knowledge_vectors_of', ['tenant_id', 'document_id'], 'knowledge_documents', [
        'tenant_id',
        'id',
      ])
      .execute();
    await schema
      .createIndex('knowledge_vectors_of_version')
      .on('knowledge_vectors')
      .columns(['tenant_id', 'document_id', 'number'])
      .execute();
  },
  async down({ schema }) {
    await schema.dropTable('knowledge_vectors').execute();
  },
};
