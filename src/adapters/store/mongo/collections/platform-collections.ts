import type { PlatformCollection, PlatformRows } from '#adapters/store/mongo/rows';
import type { Collection } from './collection.js';

/** What belongs to people and to the platform, in one document each. */
export const platformCollections: { readonly [Name in PlatformCollection]: Collection<PlatformRows[Name]> } = {
  users: {
    key: ['id'],
    fields: {
      id: 'text',
      email: 'text',
      name: 'text',
      password_hash: 'text',
      is_super_admin: 'number',
      email_verified_at: 'number?',
      created_at: 'number',
      version: 'number',
    },
    indexes: [{ keys: { email: 1 }, unique: true }, { keys: { is_super_admin: 1 } }],
  },
  sessions: {
    key: ['id'],
    fields: {
      id: 'text',
      user_id: 'text',
      tenant_id: 'text?',
      current_hash: 'text',
      previous_hash: 'text?',
      rotated_at: 'number',
      created_at: 'number',
      expires_at: 'number',
      revoked_at: 'number?',
      user_agent: 'text',
      version: 'number',
    },
    indexes: [{ keys: { user_id: 1, created_at: -1 } }, { keys: { tenant_id: 1 } }],
  },
  one_time_links: {
    key: ['hash'],
    fields: {
      hash: 'text',
      purpose: 'text',
      user_id: 'text?',
      tenant_id: 'text?',
      invitation_id: 'text?',
      email: 'text',
      created_at: 'number',
      expires_at: 'number',
      used_at: 'number?',
    },
    indexes: [{ keys: { user_id: 1, purpose: 1 } }, { keys: { tenant_id: 1 } }, { keys: { expires_at: 1 } }],
  },
  mails: {
    key: ['id'],
    fields: {
      id: 'text',
      tenant_id: 'text?',
      recipient: 'text',
      subject: 'text',
      text: 'text',
      html: 'text',
      attempts: 'number',
      due_at: 'number?',
      sent_at: 'number?',
      reason: 'text?',
      created_at: 'number',
    },
    indexes: [{ keys: { due_at: 1, id: 1 }, where: { field: 'due_at', is: 'number' } }, { keys: { tenant_id: 1 } }],
  },
  ai_spend: {
    key: ['scope', 'day'],
    fields: {
      scope: 'text',
      day: 'text',
      tenant_id: 'text?',
      reserved_micros: 'number',
      spent_micros: 'number',
      total_micros: 'number',
    },
    indexes: [{ keys: { scope: 1, day: 1 }, unique: true }, { keys: { tenant_id: 1 } }],
  },
};
