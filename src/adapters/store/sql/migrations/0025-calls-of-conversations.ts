import type { Migration } from '#adapters/store/sql/database';

/** A call of a function goes with the customer it was made for. Lines from before name nobody, and go by their age. */
export const callsOfConversations: Migration = {
  name: '0025-calls-of-conversations',
  async up({ schema }) {
    await schema.alterTable('function_calls').addColumn('conversation_id', 'text').execute();
    await schema
      .createIndex('function_calls_of_conversation')
      .on('function_calls')
      .columns(['tenant_id', 'conversation_id'])
      .execute();
  },
  async down({ schema }) {
    await schema.dropIndex('function_calls_of_conversation').execute();
    await schema.alterTable('function_calls').dropColumn('conversation_id').execute();
  },
};
