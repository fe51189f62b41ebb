import { memberColumns, roleColumns, toMember, toRole } from '#adapters/store/sql/mappers/team-mapper';
import { assertOwn } from '#adapters/store/sql/own';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { LastAdmin, type TeamStore } from '#application/ports/team-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { CustomRole } from '#domain/identity/role';
import type { Member } from '#domain/identity/user';
import type { RoleId, UserId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import { appendAudit } from './audit-chain.js';

// These two run for every authenticated request.
const memberByUser = tenantStatement<{ userId: string }>()((db, arg, tenant) =>
  db.selectFrom('members').selectAll().where('tenant_id', '=', tenant).where('user_id', '=', arg('userId')),
);
const roleById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('roles').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

const otherAdmin = tenantStatement<{ userId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('members')
    .select('user_id')
    .where('tenant_id', '=', tenant)
    .where('role', '=', 'tenant_admin')
    .where('active', '=', 1)
    .where('user_id', '!=', arg('userId'))
    .limit(1),
);

const isActiveAdmin = ({ role, active }: Pick<Member, 'role' | 'active'>): boolean => active && role === 'tenant_admin';

/** A tenant's writes happen one after another. @throws {LastAdmin} */
const assertAnotherAdmin = async (tx: TenantTx, userId: string): Promise<void> => {
  const row = await tx.first(memberByUser, { userId });
  if (row === undefined || !isActiveAdmin(toMember(row))) return;
  if ((await tx.first(otherAdmin, { userId })) === undefined)
    throw new LastAdmin('a business keeps at least one admin; make somebody else one first', {});
};

export class SqlTeamStore implements TeamStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async findMember(userId: UserId): Promise<Member | null> {
    const row = await this.#database.read((tx) => tx.first(memberByUser, { userId }));
    return row === undefined ? null : toMember(row);
  }

  async listMembers(): Promise<readonly Member[]> {
    return this.#database.read(async (tx) => {
      const query = tx.db.selectFrom('members').selectAll().where('tenant_id', '=', tx.tenantId);
      return (await query.orderBy('created_at').orderBy('user_id').execute()).map(toMember);
    });
  }

  saveMember(member: Member, audit: AuditDraft): Promise<Member> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, member.tenantId);
      if (!isActiveAdmin(member)) await assertAnotherAdmin(tx, member.userId);
      await saveVersioned(tx, 'members', { user_id: member.userId }, memberColumns(member), member.version);
      await appendAudit(tx, [audit]);
      return { ...member, version: member.version + 1 };
    });
  }

  async findRole(id: RoleId): Promise<CustomRole | null> {
    const row = await this.#database.read((tx) => tx.first(roleById, { id }));
    return row === undefined ? null : toRole(row);
  }

  async listRoles(): Promise<readonly CustomRole[]> {
    return this.#database.read(async (tx) => {
      const query = tx.db.selectFrom('roles').selectAll().where('tenant_id', '=', tx.tenantId);
      return (await query.orderBy('name').orderBy('id').execute()).map(toRole);
    });
  }

  saveRole(role: CustomRole, audit: AuditDraft): Promise<CustomRole> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, role.tenantId);
      await saveVersioned(tx, 'roles', { id: role.id }, roleColumns(role), role.version);
      await appendAudit(tx, [audit]);
      return { ...role, version: role.version + 1 };
    });
  }

  deleteRole(id: RoleId, audit: AuditDraft): Promise<void> {
    return this.#database.write(async (tx) => {
      const members = tx.db.selectFrom('members').select('tenant_id').where('tenant_id', '=', tx.tenantId);
      const holder = await members.where('role', '=', id).limit(1).executeTakeFirst();
      if (holder !== undefined) throw new StaleWrite('a member still has this role', { roleId: id });
      const roles = tx.db.deleteFrom('roles').where('tenant_id', '=', tx.tenantId);
      const { numDeletedRows } = await roles.where('id', '=', id).executeTakeFirstOrThrow();
      if (numDeletedRows > 0n) await appendAudit(tx, [audit]);
    });
  }
}
