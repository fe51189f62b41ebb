/** Everything a role can be allowed to do. One name per decision, not per route. */
export const permissions = [
  'platform.manage',
  'tenant.read',
  'tenant.configure',
  'team.read',
  'team.manage',
  'api_keys.manage',
  'catalogue.read',
  'catalogue.write',
  'channels.read',
  'channels.manage',
  'conversations.read',
  'conversations.reply',
  'customers.erase',
  'orders.read',
  'orders.decide',
  'orders.override_price',
  'kill_switch.use',
  'leads.read',
  'leads.write',
  'audit.read',
  'chat.send',
] as const;
export type Permission = (typeof permissions)[number];

/** What an API key may be given: reading, the catalogue, and the chat. Never a human decision. */
export const apiKeyScopes = [
  'chat.send',
  'catalogue.read',
  'catalogue.write',
  'conversations.read',
  'orders.read',
  'leads.read',
  'tenant.read',
] as const satisfies readonly Permission[];
export type ApiKeyScope = (typeof apiKeyScopes)[number];
