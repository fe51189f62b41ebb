import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Service } from '#domain/catalogue/service';
import { ServiceId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock };

export type ArchiveServiceInput = { readonly by: Principal; readonly id: string; readonly version: number };

/** Takes a service out of everything customers see. It is kept, for the orders that name it. */
export class ArchiveService {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {StaleWrite} */
  async execute({ by, id, version }: ArchiveServiceInput): Promise<Service> {
    const { store, clock } = this.#deps;
    const { catalogue } = store.tenant(tenantFor(by, 'catalogue.write'));
    const before = found(await catalogue.findService(ServiceId(id)), 'service');
    const archived: Service = { ...before, version, status: 'archived' };
    const audit = { actor: by.actor, action: 'service.archived', target: before.id, facts: {}, at: clock.now() };
    const [saved = archived] = await catalogue.saveServices([archived], [audit]);
    return saved;
  }
}
