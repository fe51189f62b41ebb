import type { Migration } from '#adapters/store/sql/database';

/** What businesses give their assistants to know, what of it may be quoted, and what customers asked in vain. */
export const knowledge: Migration = {
  name: '0016-knowledge',
  async up({ schema }) {
    await schema
      .createTable('knowledge_documents')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('read_due_at', 'bigint')
      .addColumn('read_attempts', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('knowledge_documents_key', ['tenant_id', 'id'])
      .execute();
    await schema
      .createIndex('knowledge_documents_due')
      .on('knowledge_documents')
      .column('read_due_at')
      .where('read_due_at', 'is not', null)
      .execute();
    await schema
      .createTable('knowledge_sentences')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('document_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('in_use', 'integer', (column) => column.notNull())
      .addColumn('unquotable', 'text')
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('page', 'integer')
      .addColumn('heading', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('knowledge_sentences_key', ['tenant_id', 'id'])
      .addForeignKeyConstraint('knowledge_sentences_of', ['tenant_id', 'document_id'], 'knowledge_documents', [
        'tenant_id',
        'id',
      ])
      .execute();
    const onSentences = (name: string) => schema.createIndex(name).on('knowledge_sentences');
    await onSentences('knowledge_sentences_in_use')
      .columns(['tenant_id', 'in_use', 'document_id', 'position'])
      .execute();
    await onSentences('knowledge_sentences_of_version')
      .columns(['tenant_id', 'document_id', 'number', 'position'])
      .execute();
    await schema
      .createTable('knowledge_gaps')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('conversation_id', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('faq_id', 'text')
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('knowledge_gaps_key', ['tenant_id', 'id'])
      .execute();
    await schema
      .createIndex('knowledge_gaps_newest')
      .on('knowledge_gaps')
      .columns(['tenant_id', 'status', 'at', 'id'])
      .execute();
    await schema
      .alterTable('tenants')
      .addColumn('knowledge_version', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
  async down({ schema }) {
    await schema.alterTable('tenants').dropColumn('knowledge_version').execute();
    for (const table of ['knowledge_gaps', 'knowledge_sentences', 'knowledge_documents'])
      await schema.dropTable(table).execute();
  },
};
