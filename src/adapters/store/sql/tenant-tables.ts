import type { TenantSchema } from './schema.js';

/** The tables of tenants and the column that says whose a row is. Children first, as they have to be destroyed. */
export const tenantColumns: Readonly<Record<keyof TenantSchema, string>> = {
  message_words: 'tenant_id',
  conversation_tags: 'tenant_id',
  notes: 'tenant_id',
  read_marks: 'tenant_id',
  files: 'tenant_id',
  widget_sessions: 'tenant_id',
  widget_settings: 'tenant_id',
  leads: 'tenant_id',
  documents: 'tenant_id',
  invitations: 'tenant_id',
  understandings: 'tenant_id',
  orders: 'tenant_id',
  turns: 'tenant_id',
  messages: 'tenant_id',
  conversations: 'tenant_id',
  customer_identities: 'tenant_id',
  customers: 'tenant_id',
  channel_credentials: 'tenant_id',
  channel_leases: 'tenant_id',
  channel_sessions: 'tenant_id',
  services: 'tenant_id',
  faqs: 'tenant_id',
  channels: 'tenant_id',
  api_keys: 'tenant_id',
  members: 'tenant_id',
  roles: 'tenant_id',
  audit_entries: 'tenant_id',
  tenants: 'id',
};

export const tenantTables = Object.keys(tenantColumns) as readonly (keyof TenantSchema)[];
