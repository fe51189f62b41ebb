import { type Principal, tenantFor } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import type { Permission } from '#domain/identity/permission';
import { type BuiltInRole, builtInRoles, rolePermissions } from '#domain/identity/role';
import type { RoleId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store };

export type RoleView = {
  readonly id: BuiltInRole | RoleId;
  readonly name: string;
  readonly builtIn: boolean;
  readonly permissions: readonly Permission[];
  /** 0 for a built-in role, which cannot be changed. */
  readonly version: number;
};

/** The roles a member may have: the built-in ones, then the tenant's own. */
export class ListRoles {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<readonly RoleView[]> {
    const own = await this.#deps.store.tenant(tenantFor(by, 'team.read')).team.listRoles();
    return [
      ...builtInRoles.map((id) => ({ id, name: id, builtIn: true, permissions: rolePermissions[id], version: 0 })),
      ...own.map(({ id, name, permissions, version }) => ({ id, name, builtIn: false, permissions, version })),
    ];
  }
}
