import type { Store } from '#application/ports/store';
import type { Permission } from '#domain/identity/permission';
import { type BuiltInRole, builtInRoles, rolePermissions } from '#domain/identity/role';
import type { HumanActor } from '#domain/shared/actor';
import type { RoleId, TenantId, UserId } from '#domain/shared/ids';
import type { Tenant } from '#domain/tenancy/tenant';

/** What a person may do somewhere, read now. */
export type Standing = {
  readonly actor: HumanActor;
  readonly tenant: Tenant | null;
  readonly role: BuiltInRole | RoleId | 'super_admin';
  readonly permissions: ReadonlySet<Permission>;
};

export const isBuiltIn = (role: BuiltInRole | RoleId): role is BuiltInRole =>
  (builtInRoles as readonly string[]).includes(role);

/** A role that is gone allows nothing. */
export const permissionsOf = async (
  store: Store,
  tenantId: TenantId,
  role: BuiltInRole | RoleId,
): Promise<readonly Permission[]> => {
  if (isBuiltIn(role)) return rolePermissions[role];
  return (await store.tenant(tenantId).team.findRole(role))?.permissions ?? [];
};

/** May people of this tenant come in at all? Of a suspended one they may, to read. */
export const admitsPeople = (tenant: Tenant): boolean =>
  tenant.state.status !== 'deleted' && tenant.state.status !== 'destroyed';

const isReading = (permission: Permission): boolean => permission.endsWith('.read');

const standingOnPlatform = async (store: Store, userId: UserId): Promise<Standing | null> => {
  const user = await store.platform.findUser(userId);
  if (user === null || !user.isSuperAdmin) return null;
  const actor = { kind: 'human', userId, name: user.name } as const;
  return { actor, tenant: null, role: 'super_admin', permissions: new Set(rolePermissions.super_admin) };
};

/** `null`: the person is nobody there (any more). */
export const standingOf = async (store: Store, userId: UserId, tenantId: TenantId | null): Promise<Standing | null> => {
  if (tenantId === null) return standingOnPlatform(store, userId);
  const scoped = store.tenant(tenantId);
  const [tenant, member] = await Promise.all([scoped.findTenant(), scoped.team.findMember(userId)]);
  if (tenant === null || !admitsPeople(tenant) || member === null || !member.active) return null;
  // `platform.manage` is never a tenant's to give, whatever a stored role says.
  const held = (await permissionsOf(store, tenantId, member.role)).filter((each) => each !== 'platform.manage');
  const permissions = tenant.state.status === 'suspended' ? held.filter(isReading) : held;
  return {
    actor: { kind: 'human', userId, name: member.name },
    tenant,
    role: member.role,
    permissions: new Set(permissions),
  };
};
