import type { TenantRows } from '#adapters/store/mongo/rows';
import { type Collection, newest } from './collection.js';

type Name = 'assistants' | 'assistant_versions' | 'studio_runs' | 'suggestions';

/** Assistants, what is tried out with them, and what they suggest. */
export const studioCollections: { readonly [Each in Name]: Collection<TenantRows[Each]> } = {
  assistants: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      live_version: 'text?',
      body: 'text',
      created_at: 'number',
      version: 'number',
    },
    indexes: [{ keys: { tenant_id: 1, id: 1 }, unique: true }, { keys: { tenant_id: 1, created_at: 1, id: 1 } }],
  },
  assistant_versions: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      assistant_id: 'text',
      number: 'number',
      body: 'text',
      created_at: 'number',
      version: 'number',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { tenant_id: 1, assistant_id: 1, number: -1 }, unique: true },
    ],
  },
  studio_runs: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      assistant_id: 'text',
      due_at: 'number?',
      body: 'text',
      created_at: 'number',
      version: 'number',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { tenant_id: 1, assistant_id: 1, ...newest } },
      { keys: { due_at: 1 }, where: { field: 'due_at', is: 'number' } },
    ],
  },
  suggestions: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      conversation_id: 'text',
      assistant_id: 'text',
      status: 'text',
      decided_at: 'number?',
      body: 'text',
      created_at: 'number',
      version: 'number',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { tenant_id: 1, conversation_id: 1, status: 1, created_at: -1 } },
      { keys: { tenant_id: 1, assistant_id: 1, decided_at: -1 } },
    ],
  },
};
