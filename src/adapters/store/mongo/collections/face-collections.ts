import type { TenantRows } from '#adapters/store/mongo/rows';
import { type Collection, newest } from './collection.js';

type Name =
  | 'files'
  | 'widget_sessions'
  | 'widget_settings'
  | 'documents'
  | 'leads'
  | 'function_calls'
  | 'channel_sessions'
  | 'channel_leases'
  | 'channel_credentials'
  | 'channel_wishes';

/** What the outside meets: the widget, menus and forms, leads, files, and the linked numbers. */
export const faceCollections: { readonly [Each in Name]: Collection<TenantRows[Each]> } = {
  files: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      name: 'text',
      mime_type: 'text',
      size: 'number',
      sha256: 'text',
      owner: 'text',
      conversation_id: 'text?',
      created_at: 'number',
    },
    indexes: [{ keys: { tenant_id: 1, id: 1 }, unique: true }, { keys: { tenant_id: 1, size: 1 } }],
  },
  widget_sessions: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      visitor_id: 'text',
      conversation_id: 'text?',
      status: 'text',
      language: 'text',
      ip: 'text?',
      user_agent: 'text?',
      referrer: 'text?',
      origin: 'text?',
      consent_at: 'number?',
      rating: 'text?',
      read_seq: 'number',
      started_at: 'number',
      active_at: 'number',
      closed_at: 'number?',
      version: 'number',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { tenant_id: 1, visitor_id: 1, started_at: -1, id: -1 } },
      { keys: { tenant_id: 1, conversation_id: 1, started_at: -1, id: -1 } },
      { keys: { status: 1, active_at: 1 } },
      { keys: { status: 1, closed_at: 1 } },
    ],
  },
  widget_settings: {
    key: [],
    fields: { tenant_id: 'text', body: 'text', version: 'number' },
    indexes: [{ keys: { tenant_id: 1 }, unique: true }],
  },
  documents: {
    key: ['kind', 'id'],
    fields: {
      tenant_id: 'text',
      kind: 'text',
      id: 'text',
      body: 'text',
      created_at: 'number',
      version: 'number',
    },
    indexes: [
      { keys: { tenant_id: 1, kind: 1, id: 1 }, unique: true },
      { keys: { tenant_id: 1, kind: 1, created_at: 1, id: 1 } },
    ],
  },
  leads: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      status: 'text',
      form_id: 'text?',
      assignee: 'text?',
      customer_id: 'text?',
      body: 'text',
      created_at: 'number',
      version: 'number',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { tenant_id: 1, ...newest } },
      { keys: { tenant_id: 1, status: 1, ...newest } },
      { keys: { tenant_id: 1, form_id: 1, ...newest } },
      { keys: { tenant_id: 1, assignee: 1, ...newest } },
      { keys: { tenant_id: 1, customer_id: 1 } },
    ],
  },
  function_calls: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      function_id: 'text',
      conversation_id: 'text?',
      body: 'text',
      created_at: 'number',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { tenant_id: 1, function_id: 1, ...newest } },
      { keys: { tenant_id: 1, conversation_id: 1 } },
      { keys: { tenant_id: 1, created_at: 1 } },
    ],
  },
  channel_sessions: {
    key: ['channel_id'],
    fields: {
      tenant_id: 'text',
      channel_id: 'text',
      engine: 'text',
      state: 'text',
      ledger: 'text?',
      version: 'number',
    },
    indexes: [{ keys: { tenant_id: 1, channel_id: 1 }, unique: true }],
  },
  channel_leases: {
    key: ['channel_id'],
    fields: {
      tenant_id: 'text',
      channel_id: 'text',
      owner: 'text?',
      fence: 'number',
      until: 'number',
      shown: 'text?',
    },
    indexes: [{ keys: { tenant_id: 1, channel_id: 1 }, unique: true }],
  },
  channel_credentials: {
    key: ['channel_id', 'type', 'id'],
    fields: { tenant_id: 'text', channel_id: 'text', type: 'text', id: 'text', value: 'bytes' },
    indexes: [{ keys: { tenant_id: 1, channel_id: 1, type: 1, id: 1 }, unique: true }],
  },
  channel_wishes: {
    key: ['channel_id'],
    fields: {
      tenant_id: 'text',
      channel_id: 'text',
      number: 'number',
      what: 'text',
      open_since: 'number?',
      ended: 'text?',
    },
    indexes: [
      { keys: { tenant_id: 1, channel_id: 1 }, unique: true },
      { keys: { open_since: 1 }, where: { field: 'open_since', is: 'number' } },
    ],
  },
};
