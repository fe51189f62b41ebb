import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { Service } from '#domain/catalogue/service';
import { ServiceId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store };

export class FindService {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} */
  async execute({ by, id }: { readonly by: Principal; readonly id: string }): Promise<Service> {
    const { catalogue } = this.#deps.store.tenant(tenantFor(by, 'catalogue.read'));
    return found(await catalogue.findService(ServiceId(id)), 'service');
  }
}
