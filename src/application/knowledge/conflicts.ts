import { type Principal, tenantFor } from '#application/identity/principal';
import { retryStale } from '#application/identity/retry-stale';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Faq } from '#domain/catalogue/faq';
import { openConflictsOf } from '#domain/knowledge/faq-conflicts';
import { type Conflict, conflictFinder } from '#domain/knowledge/find-conflicts';
import type { DocumentId, FaqId } from '#domain/shared/ids';
import { textIn } from '#domain/shared/language';

type Dependencies = { readonly store: Store; readonly clock: Clock };

/** Where a text says so: an FAQ, which is not answered meanwhile, or a document, which is never quoted about prices. */
export type FoundConflict = Conflict & {
  readonly serviceName: string;
  readonly where:
    | { readonly kind: 'faq'; readonly id: FaqId; readonly title: string }
    | { readonly kind: 'document'; readonly id: DocumentId; readonly title: string };
};

const mostFaqs = 2_000;
const pageSize = 100;
const mostShown = 200;

const activeFaqs = async ({ catalogue }: TenantStore): Promise<readonly Faq[]> => {
  const faqs: Faq[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof catalogue.pageFaqs>> = await catalogue.pageFaqs({ after, limit: pageSize });
    faqs.push(...page.items.filter((faq) => faq.active));
    after = page.next;
  } while (after !== null && faqs.length < mostFaqs);
  return faqs;
};

/** The snapshot holds only what may be said, so FAQs that are held back are looked for in the store. */
const inFaqs = (faqs: readonly Faq[], find: ReturnType<typeof conflictFinder>, { services }: CatalogueSnapshot) =>
  faqs.flatMap((faq) =>
    openConflictsOf(faq, find).map(
      (conflict): FoundConflict => ({
        ...conflict,
        serviceName: nameOf(conflict, services),
        where: { kind: 'faq', id: faq.id, title: faq.questions[0] ?? '' },
      }),
    ),
  );

const nameOf = ({ service }: Conflict, services: CatalogueSnapshot['services']): string =>
  textIn(services.get(service)?.name ?? {}, 'en');

/** Amounts in documents and FAQs that are not what the catalogue says. */
export class ListConflicts {
  readonly #store: Store;
  constructor({ store }: Pick<Dependencies, 'store'>) {
    this.#store = store;
  }

  async execute({ by }: { readonly by: Principal }): Promise<readonly FoundConflict[]> {
    const store = this.#store.tenant(tenantFor(by, 'catalogue.read'));
    const catalogue = await store.catalogue.snapshot();
    const find = conflictFinder([...catalogue.services.values()], catalogue.currency);
    const faqs = inFaqs(await activeFaqs(store), find, catalogue);
    return [...faqs, ...(await this.#inDocuments(store, catalogue, find))].slice(0, mostShown);
  }

  async #inDocuments(
    store: TenantStore,
    { knowledge, services }: CatalogueSnapshot,
    find: ReturnType<typeof conflictFinder>,
  ) {
    const documents = new Map((await store.knowledge.list()).map((document) => [document.id, document]));
    return [...(knowledge?.sentences.values() ?? [])]
      .filter(({ unquotable }) => unquotable === 'money')
      .flatMap((sentence) => find(sentence.text).map((conflict) => ({ sentence, conflict })))
      .flatMap(({ sentence: { documentId }, conflict }): FoundConflict[] => {
        const document = documents.get(documentId);
        if (document === undefined || document.accepted.includes(conflict.key)) return [];
        const where = { kind: 'document', id: documentId, title: document.title } as const;
        return [{ ...conflict, serviceName: nameOf(conflict, services), where }];
      });
  }
}

export type AcceptConflictInput = {
  readonly by: Principal;
  readonly key: string;
  readonly faqId?: FaqId | undefined;
  readonly documentId?: DocumentId | undefined;
};

/** An admin says that an amount is right as it stands: it is not the service's price. Another amount, or a new price, asks again. */
export class AcceptConflict {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} */
  async execute({ by, key, faqId, documentId }: AcceptConflictInput): Promise<void> {
    const store = this.#deps.store.tenant(tenantFor(by, 'catalogue.write'));
    await retryStale(async () => {
      if (faqId !== undefined) await this.#inFaq(store, by, key, faqId);
      if (documentId !== undefined) await this.#inDocument(store, by, key, documentId);
    });
  }

  async #inFaq({ catalogue }: TenantStore, by: Principal, key: string, id: FaqId): Promise<void> {
    const faq = found(await catalogue.findFaq(id), 'FAQ');
    await catalogue.saveFaqs([{ ...faq, accepted: withKey(faq.accepted ?? [], key) }], [this.#audit(by, id, key)]);
  }

  async #inDocument({ knowledge }: TenantStore, by: Principal, key: string, id: DocumentId): Promise<void> {
    const document = found(await knowledge.find(id), 'document');
    const accepted = withKey(document.accepted, key);
    await knowledge.save({ ...document, accepted }, this.#audit(by, id, key));
  }

  #audit({ actor }: Principal, target: string, finding: string) {
    return { actor, action: 'conflict.accepted', target, facts: { finding }, at: this.#deps.clock.now() };
  }
}

const mostAccepted = 100;
const withKey = (keys: readonly string[], key: string): readonly string[] =>
  [...new Set([...keys, key])].slice(-mostAccepted);
