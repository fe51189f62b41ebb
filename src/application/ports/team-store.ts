import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { CustomRole } from '#domain/identity/role';
import type { Member } from '#domain/identity/user';
import { DomainError } from '#domain/shared/domain-error';
import type { RoleId, UserId } from '#domain/shared/ids';

export class LastAdmin extends DomainError {
  readonly code = 'team.last_admin';
  readonly kind = 'conflict';
}

/** Who works for a tenant, and the roles it made. */
export interface TeamStore {
  findMember(userId: UserId): Promise<Member | null>;
  listMembers(): Promise<readonly Member[]>;
  /**
   * Version 0 inserts. An active admin becomes something else only while there is another one, also where two processes do so
   * to two of them at once. @throws {StaleWrite} @throws {LastAdmin}
   */
  saveMember(member: Member, audit: AuditDraft): Promise<Member>;
  findRole(id: RoleId): Promise<CustomRole | null>;
  listRoles(): Promise<readonly CustomRole[]>;
  /** Version 0 inserts. @throws {StaleWrite} */
  saveRole(role: CustomRole, audit: AuditDraft): Promise<CustomRole>;
  /** @throws {StaleWrite} a member still has it. */
  deleteRole(id: RoleId, audit: AuditDraft): Promise<void>;
}
