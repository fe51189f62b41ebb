import { not } from '#adapters/store/mongo/filter';
import { assertOwn } from '#adapters/store/mongo/own';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { memberColumns, roleColumns, toMember, toRole } from '#adapters/store/sql/mappers/team-mapper';
import { LastAdmin, type TeamStore } from '#application/ports/team-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { CustomRole } from '#domain/identity/role';
import type { Member } from '#domain/identity/user';
import type { RoleId, UserId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import { appendAudit } from './audit-chain.js';

/** @throws {StaleWrite} */
export const writeMember = async (tx: TenantTx, member: Member): Promise<void> => {
  assertOwn(tx, member.tenantId);
  const row = { user_id: member.userId, ...memberColumns(member) };
  await saveVersioned(tx, 'members', [member.userId], row, member.version);
};

const isActiveAdmin = ({ role, active }: Pick<Member, 'role' | 'active'>): boolean => active && role === 'tenant_admin';

/** A tenant's writes happen one after another. @throws {LastAdmin} */
const assertAnotherAdmin = async (tx: TenantTx, userId: string): Promise<void> => {
  const row = await tx.get('members', userId);
  if (row === undefined || !isActiveAdmin(toMember(row))) return;
  const filter = { role: 'tenant_admin', active: 1, user_id: not<string>(userId) };
  if ((await tx.first('members', { filter })) === undefined)
    throw new LastAdmin('a business keeps at least one admin; make somebody else one first', {});
};

export class MongoTeamStore implements TeamStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async findMember(userId: UserId): Promise<Member | null> {
    const row = await this.#database.read((tx) => tx.get('members', userId));
    return row === undefined ? null : toMember(row);
  }

  async listMembers(): Promise<readonly Member[]> {
    const sort = { created_at: 1, user_id: 1 } as const;
    return (await this.#database.read((tx) => tx.rows('members', { sort }))).map(toMember);
  }

  saveMember(member: Member, audit: AuditDraft): Promise<Member> {
    return this.#database.write(async (tx) => {
      if (!isActiveAdmin(member)) await assertAnotherAdmin(tx, member.userId);
      await writeMember(tx, member);
      await appendAudit(tx, [audit]);
      return { ...member, version: member.version + 1 };
    });
  }

  async findRole(id: RoleId): Promise<CustomRole | null> {
    const row = await this.#database.read((tx) => tx.get('roles', id));
    return row === undefined ? null : toRole(row);
  }

  async listRoles(): Promise<readonly CustomRole[]> {
    return (await this.#database.read((tx) => tx.rows('roles', { sort: { name: 1, id: 1 } }))).map(toRole);
  }

  saveRole(role: CustomRole, audit: AuditDraft): Promise<CustomRole> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, role.tenantId);
      await saveVersioned(tx, 'roles', [role.id], { id: role.id, ...roleColumns(role) }, role.version);
      await appendAudit(tx, [audit]);
      return { ...role, version: role.version + 1 };
    });
  }

  deleteRole(id: RoleId, audit: AuditDraft): Promise<void> {
    return this.#database.write(async (tx) => {
      if ((await tx.first('members', { filter: { role: id } })) !== undefined)
        throw new StaleWrite('a member still has this role', { roleId: id });
      const role = await tx.get('roles', id);
      if (role === undefined) return;
      tx.drop('roles', role);
      await appendAudit(tx, [audit]);
    });
  }
}
