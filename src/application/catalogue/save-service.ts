import { assertIncludable } from '#application/catalogue/assert-includable';
import { assertPictures } from '#application/catalogue/assert-pictures';
import { newService } from '#application/catalogue/new-service';
import { type ServiceFields, withFields } from '#application/catalogue/service-input';
import type { PictureLinks } from '#application/files/picture-links';
import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { Service } from '#domain/catalogue/service';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import { ServiceId } from '#domain/shared/ids';
import { textIn } from '#domain/shared/language';

type Dependencies = {
  readonly store: Store;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly pictures: PictureLinks;
};

export type SaveServiceInput = {
  readonly by: Principal;
  /** Absent: a new service. */
  readonly id?: string | undefined;
  /** The version that was read; 0 for a new service. */
  readonly version: number;
  readonly fields: ServiceFields;
};

/** Adds a service or package, or changes one; the only way a price comes to be (CAT-1). */
export class SaveService {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} @throws {CatalogueCurrencyMismatch} @throws {NotFound} @throws {StaleWrite} */
  async execute({ by, id, version, fields }: SaveServiceInput): Promise<Service> {
    const { store, ids, clock, pictures } = this.#deps;
    const tenantId = tenantFor(by, 'catalogue.write');
    const scoped = store.tenant(tenantId);
    const { currency } = found(await scoped.findTenant(), 'tenant').state;
    const at = clock.now();
    const before = id === undefined ? null : found(await scoped.catalogue.findService(ServiceId(id)), 'service');
    const base = before === null ? newService(ids.service(), tenantId, at) : { ...before, version };
    const service = withFields(base, fields, currency);
    await assertIncludable(scoped.catalogue, service);
    await assertPictures(scoped, pictures, service);
    const audit = { actor: by.actor, action: 'service.saved', target: service.id, facts: factsOf(service, before), at };
    const [saved = service] = await scoped.catalogue.saveServices([service], [audit]);
    return saved;
  }
}

const factsOf = (service: Service, before: Service | null): AuditDraft['facts'] => ({
  name: textIn(service.name, 'en'),
  priceMinor: Number(service.price.minor),
  priceMinorBefore: before === null ? null : Number(before.price.minor),
  currency: service.price.currency,
  status: service.status,
  available: service.available,
});
