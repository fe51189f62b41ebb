import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';
import type { KnowledgeSnapshot } from '#domain/knowledge/knowledge-snapshot';
import type { FaqId, ServiceId, TenantId } from '#domain/shared/ids';
import type { Currency } from '#domain/shared/money';

/**
 * Everything of one tenant that may be said to a customer, as of one catalogue version: active services and FAQs only.
 * Immutable; one instance serves every turn until the version moves, so an adapter may keep an index beside it (WeakMap).
 */
export type CatalogueSnapshot = {
  readonly tenantId: TenantId;
  readonly businessName: string;
  readonly currency: Currency;
  /** Grows with each change to a service or an FAQ of the tenant. */
  readonly version: number;
  readonly services: ReadonlyMap<ServiceId, Service>;
  /** Without those whose answer says another price than the catalogue: a person answers until an admin has looked. */
  readonly faqs: ReadonlyMap<FaqId, Faq>;
  /** What its documents say. Absent: it has none. */
  readonly knowledge?: KnowledgeSnapshot;
};
