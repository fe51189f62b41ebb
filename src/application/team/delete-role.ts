import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import { assertMayGrant } from '#application/team/granting';
import { DomainError } from '#domain/shared/domain-error';
import { RoleId } from '#domain/shared/ids';

export class RoleInUse extends DomainError {
  readonly code = 'team.role_in_use';
  readonly kind = 'conflict';
}

type Dependencies = { readonly store: Store; readonly clock: Clock };

export type DeleteRoleInput = { readonly by: Principal; readonly id: string };

/** Deletes a role nobody has. */
export class DeleteRole {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {RoleInUse} @throws {NotFound} @throws {PermissionDenied} */
  async execute({ by, id }: DeleteRoleInput): Promise<void> {
    const { store, clock } = this.#deps;
    const { team } = store.tenant(tenantFor(by, 'team.manage'));
    const actor = humanOf(by);
    const role = found(await team.findRole(RoleId(id)), 'role');
    assertMayGrant(by, role.permissions);
    const holders = (await team.listMembers()).filter((member) => member.role === role.id).length;
    if (holders > 0) throw new RoleInUse('somebody has this role; give them another first', { holders });
    await team.deleteRole(role.id, {
      actor,
      action: 'role.deleted',
      target: role.id,
      facts: { name: role.name },
      at: clock.now(),
    });
  }
}
