import { type Principal, tenantFor } from '#application/identity/principal';
import { type PageInput, pageOf } from '#application/input';
import type { Store } from '#application/ports/store';
import type { Faq } from '#domain/catalogue/faq';
import type { Page } from '#domain/shared/page';

type Dependencies = { readonly store: Store };

/** The tenant's questions and answers, newest first, the inactive ones too. */
export class PageFaqs {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, ...page }: PageInput & { readonly by: Principal }): Promise<Page<Faq>> {
    return this.#deps.store.tenant(tenantFor(by, 'catalogue.read')).catalogue.pageFaqs(pageOf(page));
  }
}
