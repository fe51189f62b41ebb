import { PermissionDenied, type Principal } from '#application/identity/principal';
import { isBuiltIn, permissionsOf } from '#application/identity/standing';
import { NotFound } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { Permission } from '#domain/identity/permission';
import { type BuiltInRole, builtInRoles } from '#domain/identity/role';
import { RoleId, type TenantId } from '#domain/shared/ids';

/** Nobody gives, or takes from another, what they do not hold themselves. @throws {PermissionDenied} names the first. */
export const assertMayGrant = (by: Principal, permissions: readonly Permission[]): void => {
  const beyond = permissions.find((each) => !by.permissions.has(each));
  if (beyond !== undefined)
    throw new PermissionDenied('you may not grant or withdraw a permission you do not have', { permission: beyond });
};

/** @throws {NotFound} neither a built-in role nor one of the tenant's. */
export const roleOf = async (store: Store, tenantId: TenantId, raw: string): Promise<BuiltInRole | RoleId> => {
  const role = builtInRoles.find((each) => each === raw) ?? RoleId(raw);
  if (!isBuiltIn(role) && (await store.tenant(tenantId).team.findRole(role)) === null) throw new NotFound('role');
  return role;
};

/** @throws {PermissionDenied} the role allows more than the caller may do. */
export const assertMayGrantRole = async (
  store: Store,
  by: Principal,
  tenantId: TenantId,
  role: BuiltInRole | RoleId,
): Promise<void> => assertMayGrant(by, await permissionsOf(store, tenantId, role));
