import type { Principal } from '#application/identity/principal';
import { assertPlatform, humanOf, tenantFor, tenantForAny } from '#application/identity/principal';
import type { Visitor } from '#application/widget/visitor';
import type { Permission } from '#domain/identity/permission';

/** Who may call a route. Declared with each route: there is no default. The use case asks again. */
export type Access =
  /** Anybody; credentials are not looked at. */
  | { readonly kind: 'public' }
  /** Anybody who signed the body; the route verifies the signature before it reads a byte of meaning. */
  | { readonly kind: 'signature' }
  /** Any signed-in person, of a tenant or of the platform. */
  | { readonly kind: 'signed_in' }
  /** A person of a tenant with this permission. A program is refused. */
  | { readonly kind: 'user'; readonly permission: Permission }
  /** A person of a tenant with one of these; which of them counts is for the use case to say. */
  | { readonly kind: 'user_with_any'; readonly permissions: readonly Permission[] }
  /** A person or a program of a tenant with this permission. */
  | { readonly kind: 'user_or_key'; readonly permission: Permission }
  /** A super admin. */
  | { readonly kind: 'platform' }
  /** A visitor of a tenant's site with the token of a widget session; the session in the address must be the token's. */
  | { readonly kind: 'visitor' };

/** Nobody is known on a route that looks at no credential. */
export type CallerOf<A extends Access> = A extends { readonly kind: 'public' | 'signature' }
  ? null
  : A extends { readonly kind: 'visitor' }
    ? Visitor
    : Principal;

export const asksForCredential = (access: Access): boolean => access.kind !== 'public' && access.kind !== 'signature';

/** @throws {PermissionDenied} @throws {PersonRequired} */
export const assertMay = (by: Principal, access: Exclude<Access, { kind: 'visitor' }>): void => {
  switch (access.kind) {
    case 'public':
    case 'signature':
      return;
    case 'signed_in':
      humanOf(by);
      return;
    case 'platform':
      assertPlatform(by);
      return;
    case 'user':
      humanOf(by);
      tenantFor(by, access.permission);
      return;
    case 'user_with_any':
      humanOf(by);
      tenantForAny(by, access.permissions);
      return;
    case 'user_or_key':
      tenantFor(by, access.permission);
  }
};
