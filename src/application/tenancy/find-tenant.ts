import { assertPlatform, type Principal } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import { TenantId } from '#domain/shared/ids';
import type { TenantState } from '#domain/tenancy/tenant';

type Dependencies = { readonly store: Store };

/** One tenant's record; for the super admin. */
export class FindTenant {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} */
  async execute({ by, tenantId }: { readonly by: Principal; readonly tenantId: string }): Promise<TenantState> {
    assertPlatform(by);
    return found(await this.#deps.store.platform.findTenant(TenantId(tenantId)), 'tenant').state;
  }
}
