import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { TenantState } from '#domain/tenancy/tenant';

type Dependencies = { readonly store: Store };

/** The caller's tenant as it is set up. */
export class ReadSettings {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<TenantState> {
    return found(await this.#deps.store.tenant(tenantFor(by, 'tenant.read')).findTenant(), 'tenant').state;
  }
}
