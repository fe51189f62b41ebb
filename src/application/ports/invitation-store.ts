import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Invitation } from '#domain/identity/invitation';
import type { Member } from '#domain/identity/user';
import type { InvitationId } from '#domain/shared/ids';

export interface InvitationStore {
  find(id: InvitationId): Promise<Invitation | null>;
  /** Open ones, newest first. */
  listOpen(): Promise<readonly Invitation[]>;
  /** Version 0 inserts. With a member: the invitation is accepted and the member added, both or neither. @throws {StaleWrite} */
  save(invitation: Invitation, audit: AuditDraft, member?: Member): Promise<Invitation>;
}
