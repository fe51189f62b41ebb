import { assertPlatform, type Principal } from '#application/identity/principal';
import { type PageInput, pageOf } from '#application/input';
import type { Store } from '#application/ports/store';
import type { Page } from '#domain/shared/page';
import type { TenantState, TenantStatus } from '#domain/tenancy/tenant';

type Dependencies = { readonly store: Store };

export type PageTenantsInput = PageInput & { readonly by: Principal; readonly status?: TenantStatus | undefined };

/** Every tenant of the platform, newest first; for the super admin. */
export class PageTenants {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, status, ...page }: PageTenantsInput): Promise<Page<TenantState>> {
    assertPlatform(by);
    const filter = status === undefined ? {} : { status };
    const { items, next } = await this.#deps.store.platform.pageTenants(filter, pageOf(page));
    return { items: items.map(({ state }) => state), next };
  }
}
