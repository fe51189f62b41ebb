import { sql } from 'kysely';
import type { Migration } from '#adapters/store/sql/database';

/** Messages, the line of those that still have to leave, and the words they are found by. */
export const messages: Migration = {
  name: '0005-messages',
  async up({ schema }, dialect) {
    await schema
      .createTable('messages')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('conversation_id', 'text', (column) => column.notNull())
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('direction', 'text', (column) => column.notNull())
      .addColumn('author_kind', 'text', (column) => column.notNull())
      .addColumn('author', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('choices', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('external_id', 'text')
      .addColumn('turn_id', 'text')
      .addColumn('epoch', 'integer', (column) => column.notNull())
      .addColumn('sensitive', 'integer', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('status_reason', 'text')
      .addColumn('sent_at', 'bigint')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('status_at', 'bigint', (column) => column.notNull())
      .addColumn('line_key', 'text')
      .addColumn('next_attempt_at', 'bigint')
      .addColumn('reconcile_until', 'bigint')
      .addPrimaryKeyConstraint('messages_key', ['tenant_id', 'id'])
      .addUniqueConstraint('messages_in_order', ['tenant_id', 'conversation_id', 'seq'])
      .addForeignKeyConstraint('message_in', ['tenant_id', 'conversation_id'], 'conversations', ['tenant_id', 'id'])
      .execute();
    const on = (name: string) => schema.createIndex(name).on('messages');
    // The gate of a second delivery; inbound only, since a provider that gives two of our messages one id must not stop the
    // line. What looks a message up by its provider's id uses the index below, whichever way it went.
    await on('messages_inbound_once')
      .unique()
      .columns(['tenant_id', 'channel_id', 'direction', 'external_id'])
      .where(sql.ref('direction'), '=', 'in')
      .execute();
    await on('messages_by_external_id').columns(['tenant_id', 'channel_id', 'external_id']).execute();
    await on('messages_line').columns(['tenant_id', 'line_key', 'seq']).where('line_key', 'is not', null).execute();
    await dialect
      .clustered(
        schema
          .createTable('message_words')
          .addColumn('tenant_id', 'text', (column) => column.notNull())
          .addColumn('word', 'text', (column) => column.notNull())
          .addColumn('created_at', 'bigint', (column) => column.notNull())
          .addColumn('message_id', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('message_words_key', ['tenant_id', 'word', 'created_at', 'message_id']),
      )
      .execute();
  },
  async down({ schema }) {
    for (const table of ['message_words', 'messages']) await schema.dropTable(table).execute();
  },
};
