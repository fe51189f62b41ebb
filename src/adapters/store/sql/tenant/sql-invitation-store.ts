import { invitationColumns, memberColumns, toInvitation } from '#adapters/store/sql/mappers/team-mapper';
import { assertOwn } from '#adapters/store/sql/own';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { InvitationStore } from '#application/ports/invitation-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Invitation } from '#domain/identity/invitation';
import type { Member } from '#domain/identity/user';
import type { InvitationId } from '#domain/shared/ids';
import { appendAudit } from './audit-chain.js';

const invitationById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('invitations').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

const openInvitations = tenantStatement()((db, _, tenant) =>
  db
    .selectFrom('invitations')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('status', '=', 'open')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc'),
);

export class SqlInvitationStore implements InvitationStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: InvitationId): Promise<Invitation | null> {
    const row = await this.#database.read((tx) => tx.first(invitationById, { id }));
    return row === undefined ? null : toInvitation(row);
  }

  async listOpen(): Promise<readonly Invitation[]> {
    return (await this.#database.read((tx) => tx.rows(openInvitations, {}))).map(toInvitation);
  }

  save(invitation: Invitation, audit: AuditDraft, member?: Member): Promise<Invitation> {
    const { id, tenantId, version } = invitation;
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      await saveVersioned(tx, 'invitations', { id }, invitationColumns(invitation), version);
      if (member !== undefined) {
        assertOwn(tx, member.tenantId);
        await saveVersioned(tx, 'members', { user_id: member.userId }, memberColumns(member), member.version);
      }
      await appendAudit(tx, [audit]);
      return { ...invitation, version: version + 1 };
    });
  }
}
