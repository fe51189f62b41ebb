import type { InvitationId, TenantId, UserId } from '#domain/shared/ids';

/** What a link in a mail is good for, once. The link holds a random secret; we keep its hash. */
export type OneTimeLink = {
  /** Lower-case hex SHA-256 of the secret. */
  readonly hash: string;
  readonly purpose: 'verify_email' | 'reset_password' | 'accept_invitation';
  readonly userId: UserId | null;
  readonly tenantId: TenantId | null;
  readonly invitationId: InvitationId | null;
  /** Lower-cased; a link made for one address is no use to another. */
  readonly email: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
};
