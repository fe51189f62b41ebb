import { assertPlatform, type Principal } from '#application/identity/principal';
import { InvalidInput } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import { TenantId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus };

export type DestroyTenantInput = {
  readonly by: Principal;
  readonly tenantId: string;
  /** The tenant's slug, typed again by the person. */
  readonly confirm: string;
};

/** Destroys a deleted tenant's data. There is no way back. */
export class DestroyTenant {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {IllegalTransition} it is not deleted. */
  async execute({ by, tenantId, confirm }: DestroyTenantInput): Promise<void> {
    const { store, clock, bus } = this.#deps;
    const actor = assertPlatform(by);
    const tenant = found(await store.platform.findTenant(TenantId(tenantId)), 'tenant');
    const { id, slug } = tenant.moveTo('destroyed').state;
    if (confirm !== slug) throw new InvalidInput('confirm', "to destroy a tenant, type the tenant's slug");
    await store.platform.destroyTenant(id, {
      actor,
      action: 'tenant.destroyed',
      target: id,
      facts: {},
      at: clock.now(),
    });
    bus.publish({ kind: 'switches', tenantId: id });
  }
}
