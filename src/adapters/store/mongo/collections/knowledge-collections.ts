import type { TenantRows } from '#adapters/store/mongo/rows';
import { type Collection, newest } from './collection.js';

type Name =
  | 'services'
  | 'faqs'
  | 'price_records'
  | 'knowledge_documents'
  | 'knowledge_sentences'
  | 'knowledge_vectors'
  | 'knowledge_gaps'
  | 'understandings'
  | 'answer_labels';

const ofCatalogue: Collection<TenantRows['services']> = {
  key: ['id'],
  fields: { tenant_id: 'text', id: 'text', active: 'number', body: 'text', created_at: 'number', version: 'number' },
  indexes: [
    { keys: { tenant_id: 1, id: 1 }, unique: true },
    { keys: { tenant_id: 1, ...newest } },
    { keys: { tenant_id: 1, active: 1, created_at: 1, id: 1 } },
  ],
};

/** What the assistant knows, and what it costs. */
export const knowledgeCollections: { readonly [Each in Name]: Collection<TenantRows[Each]> } = {
  services: ofCatalogue,
  faqs: ofCatalogue,
  price_records: {
    key: ['service_id', 'service_version'],
    fields: { tenant_id: 'text', service_id: 'text', service_version: 'number', body: 'text' },
    indexes: [{ keys: { tenant_id: 1, service_id: 1, service_version: -1 }, unique: true }],
  },
  knowledge_documents: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      body: 'text',
      read_due_at: 'number?',
      read_attempts: 'number',
      created_at: 'number',
      version: 'number',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { read_due_at: 1 }, where: { field: 'read_due_at', is: 'number' } },
    ],
  },
  knowledge_sentences: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      document_id: 'text',
      number: 'number',
      position: 'number',
      in_use: 'number',
      unquotable: 'text?',
      language: 'text',
      page: 'number?',
      heading: 'text',
      text: 'text',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { tenant_id: 1, document_id: 1, number: 1, position: 1 } },
      { keys: { tenant_id: 1, in_use: 1, document_id: 1, position: 1 } },
    ],
  },
  knowledge_vectors: {
    key: ['sentence_id'],
    fields: {
      tenant_id: 'text',
      sentence_id: 'text',
      document_id: 'text',
      number: 'number',
      model: 'text',
      vector: 'bytes',
    },
    indexes: [
      { keys: { tenant_id: 1, sentence_id: 1 }, unique: true },
      { keys: { tenant_id: 1, document_id: 1, number: 1 } },
      { keys: { tenant_id: 1, model: 1 } },
    ],
  },
  knowledge_gaps: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      conversation_id: 'text',
      text: 'text',
      language: 'text',
      status: 'text',
      faq_id: 'text?',
      at: 'number',
    },
    indexes: [{ keys: { tenant_id: 1, id: 1 }, unique: true }, { keys: { tenant_id: 1, status: 1, at: -1, id: -1 } }],
  },
  understandings: {
    key: [],
    fields: { tenant_id: 'text', material_key: 'text', learnt: 'text', trained_at: 'number' },
    indexes: [{ keys: { tenant_id: 1 }, unique: true }],
  },
  answer_labels: {
    key: ['turn_id'],
    fields: { tenant_id: 'text', turn_id: 'text', conversation_id: 'text', body: 'text', at: 'number' },
    indexes: [{ keys: { tenant_id: 1, turn_id: 1 }, unique: true }, { keys: { tenant_id: 1, at: -1, turn_id: -1 } }],
  },
};
