import { type Principal, tenantFor } from '#application/identity/principal';
import { type PageInput, pageOf } from '#application/input';
import type { Store } from '#application/ports/store';
import type { Service } from '#domain/catalogue/service';
import type { Page } from '#domain/shared/page';

type Dependencies = { readonly store: Store };

/** The tenant's services, newest first, drafts and archived ones too. */
export class PageServices {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, ...page }: PageInput & { readonly by: Principal }): Promise<Page<Service>> {
    return this.#deps.store.tenant(tenantFor(by, 'catalogue.read')).catalogue.pageServices(pageOf(page));
  }
}
