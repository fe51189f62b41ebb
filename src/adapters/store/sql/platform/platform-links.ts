import { dateOrNull, msOrNull } from '#adapters/store/sql/mappers/dates';
import type { OneTimeLinkRow } from '#adapters/store/sql/schema';
import { platformStatement } from '#adapters/store/sql/statement';
import type { OneTimeLink } from '#domain/identity/one-time-link';
import { InvitationId, TenantId, UserId } from '#domain/shared/ids';
import type { PlatformTx } from './platform-database.js';

/** A link that ended this long ago is forgotten: it names an address and is no use to anybody. */
const keptAfterEndMs = 30 * 24 * 60 * 60_000;

const linkByHash = platformStatement<{ hash: string }>()((db, arg) =>
  db.selectFrom('one_time_links').selectAll().where('hash', '=', arg('hash')),
);

const toLink = (row: OneTimeLinkRow): OneTimeLink => ({
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

export const findOneTimeLink = async (tx: PlatformTx, hash: string): Promise<OneTimeLink | null> => {
  const row = await tx.first(linkByHash, { hash });
  return row === undefined ? null : toLink(row);
};

export const addOneTimeLink = async (tx: PlatformTx, link: OneTimeLink): Promise<void> => {
  await tx.db
    .deleteFrom('one_time_links')
    .where('expires_at', '<', tx.nowMs - keptAfterEndMs)
    .execute();
  if (link.purpose === 'reset_password')
    await tx.db
      .updateTable('one_time_links')
      .set({ used_at: link.createdAt.getTime() })
      .where('user_id', '=', link.userId)
      .where('purpose', '=', link.purpose)
      .where('used_at', 'is', null)
      .where('expires_at', '>', link.createdAt.getTime())
      .execute();
  await tx.db
    .insertInto('one_time_links')
    .values({
      hash: link.hash,
      purpose: link.purpose,
      user_id: link.userId,
      tenant_id: link.tenantId,
      invitation_id: link.invitationId,
      email: link.email,
      created_at: link.createdAt.getTime(),
      expires_at: link.expiresAt.getTime(),
      used_at: msOrNull(link.usedAt),
    })
    .execute();
};

/** One statement, so that of two who try only one finds the row unused. */
export const useOneTimeLink = async (tx: PlatformTx, hash: string, at: Date): Promise<boolean> => {
  const { numUpdatedRows } = await tx.db
    .updateTable('one_time_links')
    .set({ used_at: at.getTime() })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at.getTime())
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};
