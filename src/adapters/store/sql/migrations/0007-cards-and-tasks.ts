import type { Migration } from '#adapters/store/sql/database';

type Schema = Parameters<Migration['up']>[0]['schema'];

/** `conversations` was made with keys in mind; an index by assignee serves the list of one person's and of nobody's tasks. */
const addToConversations = async (schema: Schema, clustered: Parameters<Migration['up']>[1]['clustered']) => {
  const change = () => schema.alterTable('conversations');
  await change().addColumn('assignee', 'text').execute();
  await change()
    .addColumn('tags', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
  await schema
    .createIndex('conversations_of_assignee')
    .on('conversations')
    .columns(['tenant_id', 'assignee', 'inbox_state', 'last_message_at', 'id'])
    .execute();
  await clustered(
    schema
      .createTable('conversation_tags')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('conversation_id', 'text', (column) => column.notNull())
      .addColumn('tag', 'text', (column) => column.notNull())
      .addColumn('inbox_state', 'text', (column) => column.notNull())
      .addColumn('last_message_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('conversation_tags_key', ['tenant_id', 'conversation_id', 'tag'])
      .addForeignKeyConstraint('tag_of', ['tenant_id', 'conversation_id'], 'conversations', ['tenant_id', 'id']),
  ).execute();
  await schema
    .createIndex('conversation_tags_inbox')
    .on('conversation_tags')
    .columns(['tenant_id', 'tag', 'inbox_state', 'last_message_at', 'conversation_id'])
    .execute();
};

const addToCustomers = async (schema: Schema): Promise<void> => {
  const change = () => schema.alterTable('customers');
  await change().addColumn('email', 'text').execute();
  await change().addColumn('phone', 'text').execute();
  await change()
    .addColumn('remark', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await change()
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
};

/** The customer's card, whose task a conversation is, its tags, its notes, and how far each person has read it. */
export const cardsAndTasks: Migration = {
  name: '0007-cards-and-tasks',
  async up({ schema }, dialect) {
    await addToCustomers(schema);
    await addToConversations(schema, dialect.clustered);
    await schema
      .createTable('notes')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('conversation_id', 'text', (column) => column.notNull())
      .addColumn('by_user', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('notes_key', ['tenant_id', 'id'])
      .addForeignKeyConstraint('note_in', ['tenant_id', 'conversation_id'], 'conversations', ['tenant_id', 'id'])
      .execute();
    await schema
      .createIndex('notes_in_conversation')
      .on('notes')
      .columns(['tenant_id', 'conversation_id', 'at', 'id'])
      .execute();
    await dialect
      .clustered(
        schema
          .createTable('read_marks')
          .addColumn('tenant_id', 'text', (column) => column.notNull())
          .addColumn('user_id', 'text', (column) => column.notNull())
          .addColumn('conversation_id', 'text', (column) => column.notNull())
          .addColumn('seq', 'integer', (column) => column.notNull())
          .addPrimaryKeyConstraint('read_marks_key', ['tenant_id', 'user_id', 'conversation_id'])
          .addForeignKeyConstraint('mark_in', ['tenant_id', 'conversation_id'], 'conversations', ['tenant_id', 'id']),
      )
      .execute();
  },
  async down({ schema }) {
    for (const table of ['read_marks', 'notes', 'conversation_tags']) await schema.dropTable(table).execute();
    await schema.dropIndex('conversations_of_assignee').execute();
    for (const column of ['assignee', 'tags']) await schema.alterTable('conversations').dropColumn(column).execute();
    for (const column of ['email', 'phone', 'remark', 'version'])
      await schema.alterTable('customers').dropColumn(column).execute();
  },
};
