import type { TenantRows } from '#adapters/store/mongo/rows';
import type { Collection } from './collection.js';

type Name = 'messages' | 'media_fetches' | 'turns' | 'orders';

/** What was said, what was decided, and what was ordered. */
export const messageCollections: { readonly [Each in Name]: Collection<TenantRows[Each]> } = {
  messages: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      conversation_id: 'text',
      channel_id: 'text',
      seq: 'number',
      direction: 'text',
      author_kind: 'text',
      author: 'text',
      content: 'text',
      choices: 'text',
      status: 'text',
      external_id: 'text?',
      turn_id: 'text?',
      epoch: 'number',
      sensitive: 'number',
      attempts: 'number',
      status_reason: 'text?',
      sent_at: 'number?',
      created_at: 'number',
      status_at: 'number',
      line_key: 'text?',
      next_attempt_at: 'number?',
      reconcile_until: 'number?',
      quotes: 'text?',
      set_aside: 'text?',
      words: 'texts',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { tenant_id: 1, conversation_id: 1, seq: -1 }, unique: true },
      {
        keys: { tenant_id: 1, channel_id: 1, direction: 1, external_id: 1 },
        where: { field: 'external_id', is: 'string' },
      },
      { keys: { tenant_id: 1, line_key: 1, seq: 1 }, where: { field: 'line_key', is: 'string' } },
      { keys: { tenant_id: 1, words: 1, created_at: -1, id: -1 } },
    ],
  },
  media_fetches: {
    key: ['message_id'],
    fields: { tenant_id: 'text', message_id: 'text', attempts: 'number', due_at: 'number' },
    indexes: [{ keys: { tenant_id: 1, message_id: 1 }, unique: true }, { keys: { due_at: 1 } }],
  },
  turns: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      conversation_id: 'text',
      upto_seq: 'number',
      epoch: 'number',
      unapplied_since: 'number?',
      body: 'text',
    },
    indexes: [
      { keys: { tenant_id: 1, id: -1 }, unique: true },
      { keys: { tenant_id: 1, conversation_id: 1, upto_seq: -1 }, unique: true },
      { keys: { unapplied_since: 1 }, where: { field: 'unapplied_since', is: 'number' } },
    ],
  },
  orders: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      conversation_id: 'text',
      turn_id: 'text',
      number: 'number',
      status: 'text',
      body: 'text',
      created_at: 'number',
      version: 'number',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { tenant_id: 1, number: 1 }, unique: true },
      { keys: { tenant_id: 1, created_at: -1, id: -1 } },
      { keys: { tenant_id: 1, status: 1, created_at: -1, id: -1 } },
      { keys: { tenant_id: 1, conversation_id: 1, created_at: -1, id: -1 } },
    ],
  },
};
