import type { Principal } from '#application/identity/principal';
import { PermissionDenied } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import type { ServiceId } from '#domain/shared/ids';
import type { Money } from '#domain/shared/money';

/** What a service costs now; `null` when customers cannot get it any more. */
export type PriceNow = (serviceId: ServiceId) => Money | null;

/** The catalogue's prices of this moment, to set beside those an order was made at. For whoever may see orders. */
export class CurrentPrices {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  async execute({ by }: { by: Principal }): Promise<PriceNow> {
    const mayLook = (['orders.read', 'orders.decide', 'orders.override_price'] as const).some((each) =>
      by.permissions.has(each),
    );
    if (by.tenantId === null || !mayLook)
      throw new PermissionDenied('you may not do this', { permission: 'orders.read' });
    const { services } = await this.#store.tenant(by.tenantId).catalogue.snapshot();
    return (serviceId) => services.get(serviceId)?.price ?? null;
  }
}
