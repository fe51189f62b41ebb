import type { SessionId, TenantId, UserId } from '#domain/shared/ids';

/** What an access token says. Roles are not in it: they are read when it is used, so a change bites at once. */
export type AccessClaims = {
  readonly userId: UserId;
  readonly sessionId: SessionId;
  /** `null` in a super admin's platform session. */
  readonly tenantId: TenantId | null;
};

/** Short-lived signed access tokens (IAM-2). */
export interface TokenSigner {
  sign(claims: AccessClaims): Promise<{ token: string; expiresInS: number }>;
  /** `null` for anything but a token of ours that is still good. */
  verify(token: string): Promise<AccessClaims | null>;
}
