import type { Permission } from '#domain/identity/permission';
import type { HumanActor, IntegrationActor } from '#domain/shared/actor';
import { DomainError } from '#domain/shared/domain-error';
import type { SessionId, TenantId, UserId } from '#domain/shared/ids';

export class PermissionDenied extends DomainError {
  readonly code = 'permission.denied';
  readonly kind = 'forbidden';
}
/** Only a signed-in person may do this; a program may not. */
export class PersonRequired extends DomainError {
  readonly code = 'permission.person_required';
  readonly kind = 'forbidden';
}

/** Who is calling, as established from a credential. Permissions are those of this moment. */
export type Principal =
  | {
      readonly kind: 'user';
      readonly actor: HumanActor;
      readonly sessionId: SessionId;
      /** `null`: a super admin's platform session. */
      readonly tenantId: TenantId | null;
      readonly permissions: ReadonlySet<Permission>;
    }
  | {
      readonly kind: 'api_key';
      readonly actor: IntegrationActor;
      readonly tenantId: TenantId;
      readonly permissions: ReadonlySet<Permission>;
      readonly ratePerMinute: number | null;
    };

/** The tenant the caller acts in, if the permission is theirs. @throws {PermissionDenied} */
export const tenantFor = (by: Principal, permission: Permission): TenantId => {
  if (by.tenantId === null || !by.permissions.has(permission))
    throw new PermissionDenied('you may not do this', { permission });
  return by.tenantId;
};

/** The tenant the caller acts in, if one of the permissions is theirs. @throws {PermissionDenied} */
export const tenantForAny = (by: Principal, permissions: readonly Permission[]): TenantId => {
  if (by.tenantId === null || !permissions.some((each) => by.permissions.has(each)))
    throw new PermissionDenied('you may not do this', { permissions: permissions.join(', ') });
  return by.tenantId;
};

/** @throws {PermissionDenied} the caller does not run the platform. */
export const assertPlatform = (by: Principal): HumanActor => {
  if (by.kind !== 'user' || !by.permissions.has('platform.manage'))
    throw new PermissionDenied('you may not do this', { permission: 'platform.manage' });
  return by.actor;
};

/** Whose read marks the caller sees; a program has none. */
export const readerOf = (by: Principal): UserId | null => (by.kind === 'user' ? by.actor.userId : null);

/** @throws {PersonRequired} the caller is a program. */
export const humanOf = (by: Principal): HumanActor => {
  if (by.kind !== 'user') throw new PersonRequired('only a signed-in person may do this', {});
  return by.actor;
};
