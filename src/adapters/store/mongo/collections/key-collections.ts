import type { TenantRows } from '#adapters/store/mongo/rows';
import type { Collection } from './collection.js';

type Name = 'sealing_places' | 'search_terms' | 'customer_keys' | 'tenant_keys';

/** What sealing needs. A tenant that is destroyed loses what says that it had keys before the keys. */
export const keyCollections: { readonly [Each in Name]: Collection<TenantRows[Each]> } = {
  sealing_places: {
    key: ['table_name'],
    fields: { tenant_id: 'text', table_name: 'text', after: 'text', tenant_version: 'number', is_done: 'number' },
    indexes: [{ keys: { tenant_id: 1, table_name: 1 }, unique: true }],
  },
  search_terms: {
    key: ['word'],
    fields: {
      tenant_id: 'text',
      word: 'text',
      sealed: 'text',
      first1: 'text',
      first2: 'text?',
      first3: 'text?',
      first5: 'text?',
    },
    indexes: [
      { keys: { tenant_id: 1, word: 1 }, unique: true },
      { keys: { tenant_id: 1, first1: 1, word: 1 } },
      { keys: { tenant_id: 1, first2: 1, word: 1 } },
      { keys: { tenant_id: 1, first3: 1, word: 1 } },
      { keys: { tenant_id: 1, first5: 1, word: 1 } },
    ],
  },
  customer_keys: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      customer_id: 'text',
      tenant_version: 'number',
      wrapped: 'text',
      created_at: 'number',
    },
    indexes: [{ keys: { tenant_id: 1, id: 1 }, unique: true }, { keys: { tenant_id: 1, customer_id: 1, id: -1 } }],
  },
  tenant_keys: {
    key: ['version'],
    fields: { tenant_id: 'text', version: 'number', master: 'text', wrapped: 'text', created_at: 'number' },
    indexes: [{ keys: { tenant_id: 1, version: 1 }, unique: true }],
  },
};
