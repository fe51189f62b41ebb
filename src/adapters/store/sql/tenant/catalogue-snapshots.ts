import { toDocument, toSentence } from '#adapters/store/sql/knowledge/knowledge-mapper';
import { allDocuments, sentencesInUse } from '#adapters/store/sql/knowledge/knowledge-statements';
import { toFaq, toService } from '#adapters/store/sql/mappers/document-mapper';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { NotFound } from '#application/not-found';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { trustedFaqs } from '#domain/knowledge/faq-conflicts';
import type { KnowledgeSnapshot } from '#domain/knowledge/knowledge-snapshot';
import type { TenantId } from '#domain/shared/ids';
import type { Currency } from '#domain/shared/money';
import { catalogueStatements } from './catalogue-statements.js';
import { tenantRecord } from './tenant-record.js';

/** Snapshots of the tenants that were active last; beyond it one is read again. */
const mostKept = 512;

/** The catalogue as the assistant sees it, kept while the tenant's row says that it stands. */
export class CatalogueSnapshots {
  readonly #kept = new Map<TenantId, CatalogueSnapshot>();
  /** The documents of a snapshot, by the version they were read at: an edited price does not read them anew. */
  readonly #read = new WeakMap<KnowledgeSnapshot, number>();

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
    if (kept !== undefined && stands) return kept;
    return this.#keep(await loaded(tx, facts, await this.#knowledge(tx, kept?.knowledge, tenant.knowledge_version)));
  }

  async #knowledge(
    tx: TenantTx,
    kept: KnowledgeSnapshot | undefined,
    version: number,
  ): Promise<KnowledgeSnapshot | null> {
    if (version === 0) return null;
    if (kept !== undefined && this.#read.get(kept) === version) return kept;
    const knowledge = await loadedKnowledge(tx);
    this.#read.set(knowledge, version);
    return knowledge;
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
  facts: Omit<CatalogueSnapshot, 'services' | 'faqs' | 'knowledge'>,
  knowledge: KnowledgeSnapshot | null,
): Promise<CatalogueSnapshot> => {
  const services = (await tx.rows(catalogueStatements.services.active, {})).map(toService);
  const faqs = (await tx.rows(catalogueStatements.faqs.active, {})).map(toFaq);
  return {
    ...facts,
    services: new Map(services.map((service) => [service.id, service])),
    faqs: new Map(trustedFaqs(faqs, services, facts.currency).map((faq) => [faq.id, faq])),
    ...(knowledge !== null && { knowledge }),
  };
};

const loadedKnowledge = async (tx: TenantTx): Promise<KnowledgeSnapshot> => {
  const documents = (await tx.rows(allDocuments, {})).map(toDocument);
  const sentences = (await tx.rows(sentencesInUse, {})).map(toSentence);
  return {
    sentences: new Map(sentences.map((sentence) => [sentence.id, sentence])),
    titles: new Map(documents.map(({ id, title }) => [id, title])),
  };
};
