import type { TenantRows } from '#adapters/store/mongo/rows';
import type { Collection } from './collection.js';

type Name =
  | 'tenants'
  | 'members'
  | 'roles'
  | 'api_keys'
  | 'audit_entries'
  | 'channels'
  | 'invitations'
  | 'kill_switches'
  | 'ai_settings';

/** Who a tenant is, who works for it, and by which channels it is reached. */
export const teamCollections: { readonly [Each in Name]: Collection<TenantRows[Each]> } = {
  tenants: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      slug: 'text',
      name: 'text',
      status: 'text',
      currency: 'text',
      time_zone: 'text',
      assistant: 'text',
      profile: 'text',
      hours: 'text',
      cloud_api_allowed: 'number',
      catalogue_version: 'number',
      knowledge_version: 'number',
      order_count: 'number',
      created_at: 'number',
      version: 'number',
    },
    indexes: [{ keys: { slug: 1 }, unique: true }, { keys: { created_at: -1, id: -1 } }],
  },
  members: {
    key: ['user_id'],
    fields: {
      tenant_id: 'text',
      user_id: 'text',
      email: 'text',
      name: 'text',
      role: 'text',
      active: 'number',
      mail_about: 'text',
      created_at: 'number',
      version: 'number',
    },
    indexes: [{ keys: { tenant_id: 1, user_id: 1 }, unique: true }, { keys: { user_id: 1 } }],
  },
  roles: {
    key: ['id'],
    fields: { tenant_id: 'text', id: 'text', name: 'text', permissions: 'text', version: 'number' },
    indexes: [{ keys: { tenant_id: 1, id: 1 }, unique: true }],
  },
  api_keys: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      name: 'text',
      prefix: 'text',
      secret_hash: 'text',
      scopes: 'text',
      rate_per_minute: 'number?',
      expires_at: 'number?',
      revoked_at: 'number?',
      last_used_at: 'number?',
      created_at: 'number',
      version: 'number',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { prefix: 1 }, unique: true },
    ],
  },
  audit_entries: {
    key: ['seq'],
    fields: {
      tenant_id: 'text',
      seq: 'number',
      actor: 'text',
      action: 'text',
      target: 'text',
      facts: 'text',
      at: 'number',
      previous_hash: 'text',
      hash: 'text',
    },
    indexes: [
      { keys: { tenant_id: 1, seq: -1 }, unique: true },
      { keys: { tenant_id: 1, action: 1, seq: -1 } },
      { keys: { tenant_id: 1, target: 1, seq: -1 } },
      { keys: { tenant_id: 1, actor: 1, seq: -1 } },
      { keys: { tenant_id: 1, at: 1, seq: -1 } },
    ],
  },
  channels: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      kind: 'text',
      name: 'text',
      external_key: 'text',
      status: 'text',
      stopped_because: 'text?',
      settings: 'text',
      created_at: 'number',
      version: 'number',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { kind: 1, external_key: 1 }, unique: true },
    ],
  },
  invitations: {
    key: ['id'],
    fields: {
      tenant_id: 'text',
      id: 'text',
      email: 'text',
      name: 'text',
      role: 'text',
      invited_by: 'text',
      status: 'text',
      created_at: 'number',
      expires_at: 'number',
      version: 'number',
    },
    indexes: [
      { keys: { tenant_id: 1, id: 1 }, unique: true },
      { keys: { tenant_id: 1, status: 1, created_at: -1, id: -1 } },
    ],
  },
  kill_switches: {
    key: ['scope'],
    fields: {
      tenant_id: 'text',
      scope: 'text',
      is_on: 'number',
      reason: 'text',
      by_user: 'text?',
      at: 'number',
      version: 'number',
    },
    indexes: [{ keys: { tenant_id: 1, scope: 1 }, unique: true }],
  },
  ai_settings: {
    key: ['scope'],
    fields: { tenant_id: 'text', scope: 'text', body: 'text', version: 'number' },
    indexes: [{ keys: { tenant_id: 1, scope: 1 }, unique: true }],
  },
};
