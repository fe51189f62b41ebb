import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { FaqId, ServiceId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

/** Services and FAQs. Every save moves the tenant's catalogue version. Versions: 0 inserts, else compare-and-set. */
export interface CatalogueStore {
  /** The active part as of now. Costs one small read while the version stands; the same instance comes back. */
  snapshot(): Promise<CatalogueSnapshot>;
  findService(id: ServiceId): Promise<Service | null>;
  /** Newest first; every status. */
  pageServices(page: PageRequest): Promise<Page<Service>>;
  /** Writes all or none (an import is one call). @throws {StaleWrite} */
  saveServices(services: readonly Service[], audit: readonly AuditDraft[]): Promise<readonly Service[]>;
  findFaq(id: FaqId): Promise<Faq | null>;
  pageFaqs(page: PageRequest): Promise<Page<Faq>>;
  /** @throws {StaleWrite} */
  saveFaqs(faqs: readonly Faq[], audit: readonly AuditDraft[]): Promise<readonly Faq[]>;
}
