import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { ApiKeyRow, InvitationRow, MemberRow, RoleRow } from '#adapters/store/sql/schema';
import type { ApiKey } from '#domain/identity/api-key';
import type { Invitation } from '#domain/identity/invitation';
import type { CustomRole } from '#domain/identity/role';
import type { Member } from '#domain/identity/user';
import { ApiKeyId, InvitationId, RoleId, TenantId, UserId } from '#domain/shared/ids';
import { dateOrNull, msOrNull } from './dates.js';

export const toMember = (row: MemberRow): Member => ({
  tenantId: TenantId(row.tenant_id),
  userId: UserId(row.user_id),
  email: row.email,
  name: row.name,
  role: row.role as Member['role'],
  active: row.active === 1,
  mailAbout: decodeJson(row.mail_about),
  createdAt: new Date(row.created_at),
  version: row.version,
});

export const memberColumns = (member: Member) => ({
  email: member.email,
  name: member.name,
  role: member.role,
  active: member.active ? 1 : 0,
  mail_about: encodeJson(member.mailAbout),
  created_at: member.createdAt.getTime(),
});

export const toRole = (row: RoleRow): CustomRole => ({
  id: RoleId(row.id),
  tenantId: TenantId(row.tenant_id),
  name: row.name,
  permissions: decodeJson(row.permissions),
  version: row.version,
});

export const roleColumns = (role: CustomRole) => ({ name: role.name, permissions: encodeJson(role.permissions) });

export const toInvitation = (row: InvitationRow): Invitation => ({
  id: InvitationId(row.id),
  tenantId: TenantId(row.tenant_id),
  email: row.email,
  name: row.name,
  role: row.role as Invitation['role'],
  invitedBy: UserId(row.invited_by),
  status: row.status as Invitation['status'],
  createdAt: new Date(row.created_at),
  expiresAt: new Date(row.expires_at),
  version: row.version,
});

export const invitationColumns = (invitation: Invitation) => ({
  email: invitation.email,
  name: invitation.name,
  role: invitation.role,
  invited_by: invitation.invitedBy,
  status: invitation.status,
  created_at: invitation.createdAt.getTime(),
  expires_at: invitation.expiresAt.getTime(),
});

export const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: ApiKeyId(row.id),
  tenantId: TenantId(row.tenant_id),
  name: row.name,
  prefix: row.prefix,
  secretHash: row.secret_hash,
  scopes: decodeJson(row.scopes),
  ratePerMinute: row.rate_per_minute,
  expiresAt: dateOrNull(row.expires_at),
  revokedAt: dateOrNull(row.revoked_at),
  lastUsedAt: dateOrNull(row.last_used_at),
  createdAt: new Date(row.created_at),
  version: row.version,
});

export const apiKeyColumns = (key: ApiKey) => ({
  name: key.name,
  prefix: key.prefix,
  secret_hash: key.secretHash,
  scopes: encodeJson(key.scopes),
  rate_per_minute: key.ratePerMinute,
  expires_at: msOrNull(key.expiresAt),
  revoked_at: msOrNull(key.revokedAt),
  last_used_at: msOrNull(key.lastUsedAt),
  created_at: key.createdAt.getTime(),
});
