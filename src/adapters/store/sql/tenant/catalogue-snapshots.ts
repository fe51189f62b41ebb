import { toFaq, toService } from '#adapters/store/sql/mappers/document-mapper';
import type { TenantTx } from '#adapters/store/sql/tenant-database';
import { NotFound } from '#application/not-found';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { TenantId } from '#domain/shared/ids';
import type { Currency } from '#domain/shared/money';
import { catalogueStatements } from './catalogue-statements.js';
import { tenantRecord } from './tenant-record.js';

/** Snapshots of the tenants that were active last; beyond it one is read again. */
const mostKept = 512;

/** The catalogue as the assistant sees it, kept while the tenant's row says that it stands. */
export class CatalogueSnapshots {
  readonly #kept = new Map<TenantId, CatalogueSnapshot>();

  /** @throws {NotFound} */
  async of(tx: TenantTx): Promise<CatalogueSnapshot> {
    const tenant = await tx.first(tenantRecord, {});
    if (tenant === undefined) throw new NotFound('tenant');
    const facts = {
      tenantId: tx.tenantId,
      businessName: tenant.name,
      currency: tenant.currency as Currency,
      version: tenant.catalogue_version,
    };
    const kept = this.#kept.get(tx.tenantId);
    const stands =
      kept?.version === facts.version && kept.businessName === facts.businessName && kept.currency === facts.currency;
    return kept !== undefined && stands ? kept : this.#keep(await loaded(tx, facts));
  }

  forget(tenantId: TenantId): void {
    this.#kept.delete(tenantId);
  }

  #keep(snapshot: CatalogueSnapshot): CatalogueSnapshot {
    this.#kept.delete(snapshot.tenantId);
    this.#kept.set(snapshot.tenantId, snapshot);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return snapshot;
  }
}

const loaded = async (
  tx: TenantTx,
  facts: Omit<CatalogueSnapshot, 'services' | 'faqs'>,
): Promise<CatalogueSnapshot> => {
  const services = (await tx.rows(catalogueStatements.services.active, {})).map(toService);
  const faqs = (await tx.rows(catalogueStatements.faqs.active, {})).map(toFaq);
  return {
    ...facts,
    services: new Map(services.map((service) => [service.id, service])),
    faqs: new Map(faqs.map((faq) => [faq.id, faq])),
  };
};
