import type { KillSwitchRow, SessionRow, UserRow } from '#adapters/store/sql/schema';
import type { KillSwitch } from '#domain/channel/kill-switch';
import type { Session } from '#domain/identity/session';
import type { User } from '#domain/identity/user';
import { SessionId, TenantId, UserId } from '#domain/shared/ids';
import { dateOrNull, msOrNull } from './dates.js';

export const toUser = (row: UserRow): User => ({
  id: UserId(row.id),
  email: row.email,
  name: row.name,
  passwordHash: row.password_hash,
  isSuperAdmin: row.is_super_admin === 1,
  emailVerifiedAt: dateOrNull(row.email_verified_at),
  createdAt: new Date(row.created_at),
  version: row.version,
});

export const userColumns = (user: User) => ({
  email: user.email,
  name: user.name,
  password_hash: user.passwordHash,
  is_super_admin: user.isSuperAdmin ? 1 : 0,
  email_verified_at: msOrNull(user.emailVerifiedAt),
  created_at: user.createdAt.getTime(),
});

export const toSession = (row: SessionRow): Session => ({
  id: SessionId(row.id),
  userId: UserId(row.user_id),
  tenantId: row.tenant_id === null ? null : TenantId(row.tenant_id),
  currentHash: row.current_hash,
  previousHash: row.previous_hash,
  rotatedAt: new Date(row.rotated_at),
  createdAt: new Date(row.created_at),
  expiresAt: new Date(row.expires_at),
  revokedAt: dateOrNull(row.revoked_at),
  userAgent: row.user_agent,
  version: row.version,
});

export const sessionColumns = (session: Session) => ({
  user_id: session.userId,
  tenant_id: session.tenantId,
  current_hash: session.currentHash,
  previous_hash: session.previousHash,
  rotated_at: session.rotatedAt.getTime(),
  created_at: session.createdAt.getTime(),
  expires_at: session.expiresAt.getTime(),
  revoked_at: msOrNull(session.revokedAt),
  user_agent: session.userAgent,
});

export const toKillSwitch = (row: KillSwitchRow): KillSwitch => ({
  tenantId: row.tenant_id === null ? null : TenantId(row.tenant_id),
  on: row.is_on === 1,
  reason: row.reason,
  by: row.by_user === null ? null : UserId(row.by_user),
  at: new Date(row.at),
  version: row.version,
});

export const killSwitchColumns = (killSwitch: KillSwitch) => ({
  tenant_id: killSwitch.tenantId,
  is_on: killSwitch.on ? 1 : 0,
  reason: killSwitch.reason,
  by_user: killSwitch.by,
  at: killSwitch.at.getTime(),
});
