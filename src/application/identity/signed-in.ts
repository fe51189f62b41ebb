import type { Session } from '#domain/identity/session';
import type { User } from '#domain/identity/user';
import type { SessionId, TenantId, UserId } from '#domain/shared/ids';
import type { Currency } from '#domain/shared/money';
import type { Tenant, TenantStatus } from '#domain/tenancy/tenant';

export type SessionView = {
  readonly id: SessionId;
  readonly tenantId: TenantId | null;
  readonly userAgent: string;
  readonly createdAt: Date;
  /** When it was last refreshed. */
  readonly activeAt: Date;
  readonly expiresAt: Date;
};
export type UserView = {
  readonly id: UserId;
  readonly email: string;
  readonly name: string;
  readonly isSuperAdmin: boolean;
  readonly emailVerified: boolean;
};
export type TenantSummary = {
  readonly id: TenantId;
  readonly slug: string;
  readonly name: string;
  readonly status: TenantStatus;
  readonly currency: Currency;
  readonly timeZone: string;
};

/** What a person gets who proved who they are. The refresh token belongs in a cookie scripts cannot read. */
export type SignedIn = {
  readonly accessToken: string;
  readonly expiresInS: number;
  readonly refreshToken: string;
  readonly session: SessionView;
  readonly user: UserView;
  /** `null`: a super admin's platform session. */
  readonly tenant: TenantSummary | null;
};

export const sessionView = (session: Session): SessionView => ({
  id: session.id,
  tenantId: session.tenantId,
  userAgent: session.userAgent,
  createdAt: session.createdAt,
  activeAt: session.rotatedAt,
  expiresAt: session.expiresAt,
});

export const userView = ({ id, email, name, isSuperAdmin, emailVerifiedAt }: User): UserView => ({
  id,
  email,
  name,
  isSuperAdmin,
  emailVerified: emailVerifiedAt !== null,
});

export const tenantSummary = ({ state }: Tenant): TenantSummary => ({
  id: state.id,
  slug: state.slug,
  name: state.name,
  status: state.status,
  currency: state.currency,
  timeZone: state.timeZone,
});
