import type { Permission } from '#domain/identity/permission';
import type { RoleId, TenantId } from '#domain/shared/ids';

/** Roles every tenant has. `super_admin` belongs to the platform and to no tenant. */
export const builtInRoles = ['tenant_admin', 'agent', 'viewer'] as const;
export type BuiltInRole = (typeof builtInRoles)[number];

const viewer: readonly Permission[] = [
  'tenant.read',
  'catalogue.read',
  'channels.read',
  'conversations.read',
  'orders.read',
  'leads.read',
];
const agent: readonly Permission[] = [...viewer, 'team.read', 'conversations.reply', 'orders.decide', 'leads.write'];
const tenantAdmin: readonly Permission[] = [
  ...agent,
  'customers.erase',
  'tenant.configure',
  'team.manage',
  'api_keys.manage',
  'catalogue.write',
  'channels.manage',
  'orders.override_price',
  'kill_switch.use',
  'audit.read',
  'chat.send',
];

/** The one matrix: role × permission, deny by default. */
export const rolePermissions: Readonly<Record<BuiltInRole | 'super_admin', readonly Permission[]>> = {
  viewer,
  agent,
  tenant_admin: tenantAdmin,
  super_admin: ['platform.manage'],
};

/** A role a tenant made for itself, from the permission list. Never `platform.manage`. */
export type CustomRole = {
  readonly id: RoleId;
  readonly tenantId: TenantId;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly version: number;
};
