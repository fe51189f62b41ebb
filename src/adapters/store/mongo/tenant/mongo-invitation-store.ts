import { assertOwn } from '#adapters/store/mongo/own';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import { invitationColumns, toInvitation } from '#adapters/store/sql/mappers/team-mapper';
import type { InvitationStore } from '#application/ports/invitation-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Invitation } from '#domain/identity/invitation';
import type { Member } from '#domain/identity/user';
import type { InvitationId } from '#domain/shared/ids';
import { appendAudit } from './audit-chain.js';
import { writeMember } from './mongo-team-store.js';

export class MongoInvitationStore implements InvitationStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: InvitationId): Promise<Invitation | null> {
    const row = await this.#database.read((tx) => tx.get('invitations', id));
    return row === undefined ? null : toInvitation(row);
  }

  async listOpen(): Promise<readonly Invitation[]> {
    const find = { filter: { status: 'open' }, sort: { created_at: -1, id: -1 } } as const;
    return (await this.#database.read((tx) => tx.rows('invitations', find))).map(toInvitation);
  }

  save(invitation: Invitation, audit: AuditDraft, member?: Member): Promise<Invitation> {
    const { id, tenantId, version } = invitation;
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      await saveVersioned(tx, 'invitations', [id], { id, ...invitationColumns(invitation) }, version);
      if (member !== undefined) await writeMember(tx, member);
      await appendAudit(tx, [audit]);
      return { ...invitation, version: version + 1 };
    });
  }
}
