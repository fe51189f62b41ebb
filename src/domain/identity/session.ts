import type { SessionId, TenantId, UserId } from '#domain/shared/ids';

/**
 * One sign-in on one device: a family of refresh tokens of which exactly one is current.
 * The one before it is remembered for a short grace, so that two tabs refreshing at once do not sign the user out;
 * any older one coming back means theft and ends the family (IAM-2).
 */
export type Session = {
  readonly id: SessionId;
  readonly userId: UserId;
  /** `null` for a super admin's platform session. */
  readonly tenantId: TenantId | null;
  /** SHA-256 of the current refresh token, hex. */
  readonly currentHash: string;
  readonly previousHash: string | null;
  readonly rotatedAt: Date;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly userAgent: string;
  readonly version: number;
};
