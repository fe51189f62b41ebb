import type { z } from 'zod';
import type { IdentityDto, SessionDto, SignedInDto, TenantSummaryDto, UserDto } from '#adapters/http/contract/auth';
import type { SessionView, SignedIn, TenantSummary, UserView } from '#application/identity/signed-in';
import type { Identity } from '#application/identity/who-am-i';

export const presentTenantSummary = (tenant: TenantSummary): z.input<typeof TenantSummaryDto> => ({
  id: tenant.id,
  slug: tenant.slug,
  name: tenant.name,
  status: tenant.status,
  currency: tenant.currency,
  timeZone: tenant.timeZone,
});

const presentUser = ({ id, email, name, isSuperAdmin, emailVerified }: UserView): z.input<typeof UserDto> => ({
  id,
  email,
  name,
  isSuperAdmin,
  emailVerified,
});

export const presentSession = (session: SessionView): z.input<typeof SessionDto> => ({
  id: session.id,
  tenantId: session.tenantId,
  userAgent: session.userAgent,
  createdAt: session.createdAt.toISOString(),
  activeAt: session.activeAt.toISOString(),
  expiresAt: session.expiresAt.toISOString(),
});

/** The refresh token appears only where the caller asked for it. */
export const presentSignedIn = (signedIn: SignedIn, tokenIn: 'cookie' | 'body'): z.input<typeof SignedInDto> => ({
  accessToken: signedIn.accessToken,
  expiresInS: signedIn.expiresInS,
  refreshToken: tokenIn === 'body' ? signedIn.refreshToken : null,
  session: presentSession(signedIn.session),
  user: presentUser(signedIn.user),
  tenant: signedIn.tenant && presentTenantSummary(signedIn.tenant),
});

export const presentIdentity = (identity: Identity): z.input<typeof IdentityDto> => ({
  user: identity.user && presentUser(identity.user),
  tenant: identity.tenant && presentTenantSummary(identity.tenant),
  role: identity.role,
  permissions: [...identity.permissions],
  mailTopics: identity.mailTopics && [...identity.mailTopics],
  tenants: identity.tenants.map(presentTenantSummary),
});
