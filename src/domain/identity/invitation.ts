import type { BuiltInRole } from '#domain/identity/role';
import type { InvitationId, RoleId, TenantId, UserId } from '#domain/shared/ids';

/** A place in a team that is offered by mail (IAM-6). */
export type Invitation = {
  readonly id: InvitationId;
  readonly tenantId: TenantId;
  readonly email: string;
  readonly name: string;
  readonly role: BuiltInRole | RoleId;
  readonly invitedBy: UserId;
  readonly status: 'open' | 'accepted' | 'withdrawn';
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly version: number;
};
