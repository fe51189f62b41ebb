import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, listOf, oneOf, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import { assertMayGrant } from '#application/team/granting';
import { permissions as allPermissions, type Permission } from '#domain/identity/permission';
import { builtInRoles, type CustomRole } from '#domain/identity/role';
import { DomainError } from '#domain/shared/domain-error';
import { RoleId, type TenantId } from '#domain/shared/ids';

export class RoleNameTaken extends DomainError {
  readonly code = 'team.role_name_taken';
  readonly kind = 'conflict';
}

type Dependencies = { readonly store: Store; readonly ids: Ids; readonly clock: Clock };

export type SaveRoleInput = {
  readonly by: Principal;
  /** Absent: a new role. */
  readonly id?: string | undefined;
  /** The version that was read; 0 for a new role. */
  readonly version: number;
  readonly name: string;
  readonly permissions: readonly string[];
};
export type SavedRole = Omit<CustomRole, 'tenantId'>;

const maxRoles = 50;

/** What a tenant's own role may allow: everything but running the platform. */
const grantable = allPermissions.filter((each) => each !== 'platform.manage');

/** Makes or changes a role of the tenant's own. */
export class SaveRole {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {PermissionDenied} @throws {InvalidInput} @throws {RoleNameTaken} @throws {NotFound} @throws {StaleWrite} */
  async execute({ by, id, version, name: rawName, permissions }: SaveRoleInput): Promise<SavedRole> {
    const { store, clock } = this.#deps;
    const tenantId = tenantFor(by, 'team.manage');
    const actor = humanOf(by);
    const { team } = store.tenant(tenantId);
    const wanted = listOf('permissions', [...new Set(permissions)], grantable.length).map((each) =>
      oneOf('permissions', each, grantable),
    );
    const before = id === undefined ? null : found(await team.findRole(RoleId(id)), 'role');
    assertMayGrant(by, [...wanted, ...(before?.permissions ?? [])] satisfies Permission[]);
    const role: CustomRole = {
      id: before?.id ?? this.#deps.ids.role(),
      tenantId,
      name: await this.#freeName(tenantId, rawName, before),
      permissions: wanted,
      version: before === null ? 0 : version,
    };
    const facts = { name: role.name, permissions: wanted.join(' ') };
    const saved = await team.saveRole(role, { actor, action: 'role.saved', target: role.id, facts, at: clock.now() });
    return { id: saved.id, name: saved.name, permissions: saved.permissions, version: saved.version };
  }

  async #freeName(tenantId: TenantId, raw: string, before: CustomRole | null): Promise<string> {
    const name = textOf('name', raw, 60);
    const roles = await this.#deps.store.tenant(tenantId).team.listRoles();
    if (before === null && roles.length >= maxRoles)
      throw new InvalidInput('roles', `a business has at most ${maxRoles} roles of its own`);
    const others = roles.filter((each) => each.id !== before?.id).map((each) => each.name);
    if ([...builtInRoles, ...others].some((each) => each.toLowerCase() === name.toLowerCase()))
      throw new RoleNameTaken('another role has this name; choose a different one', {});
    return name;
  }
}
