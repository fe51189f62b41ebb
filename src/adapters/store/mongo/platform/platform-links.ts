import { above, below } from '#adapters/store/mongo/filter';
import type { PlatformRows } from '#adapters/store/mongo/rows';
import { dateOrNull, msOrNull } from '#adapters/store/sql/mappers/dates';
import type { OneTimeLink } from '#domain/identity/one-time-link';
import { InvitationId, TenantId, UserId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import type { OwnDocuments } from './own-documents.js';

/** A link that ended this long ago is forgotten: it names an address and is no use to anybody. */
const keptAfterEndMs = 30 * 24 * 60 * 60_000;

export const toLink = (row: PlatformRows['one_time_links']): OneTimeLink => ({
  hash: row.hash,
  purpose: row.purpose as OneTimeLink['purpose'],
  userId: row.user_id === null ? null : UserId(row.user_id),
  tenantId: row.tenant_id === null ? null : TenantId(row.tenant_id),
  invitationId: row.invitation_id === null ? null : InvitationId(row.invitation_id),
  email: row.email,
  createdAt: new Date(row.created_at),
  expiresAt: new Date(row.expires_at),
  usedAt: dateOrNull(row.used_at),
});

/** Those before it end first: a failure in between leaves no link too many. */
export const addOneTimeLink = async (documents: OwnDocuments, link: OneTimeLink, nowMs: number): Promise<void> => {
  await documents.drop('one_time_links', { expires_at: below(nowMs - keptAfterEndMs) });
  const { hash, purpose, userId, tenantId, invitationId, email, createdAt, expiresAt, usedAt } = link;
  const createdMs = createdAt.getTime();
  if (purpose === 'reset_password')
    await documents.changeAll(
      'one_time_links',
      { user_id: userId, purpose, used_at: null, expires_at: above(createdMs) },
      { used_at: createdMs },
    );
  const isNew = await documents.insert('one_time_links', hash, {
    hash,
    purpose,
    user_id: userId,
    tenant_id: tenantId,
    invitation_id: invitationId,
    email,
    created_at: createdMs,
    expires_at: expiresAt.getTime(),
    used_at: msOrNull(usedAt),
  });
  if (!isNew) throw new StaleWrite('there is such a link already', {});
};

/** One command, so that of two who try only one finds it unused. */
export const useOneTimeLink = (documents: OwnDocuments, hash: string, at: Date): Promise<boolean> =>
  documents.change(
    'one_time_links',
    { _id: hash, used_at: null, expires_at: above(at.getTime()) },
    { used_at: at.getTime() },
  );
