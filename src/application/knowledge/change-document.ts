import { type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput } from '#application/input';
import { categoryOf, titleOf } from '#application/knowledge/document-input';
import type { KnowledgeFiles } from '#application/knowledge/knowledge-files';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import { type KnowledgeDocument, rolledBackTo } from '#domain/knowledge/knowledge-document';
import type { DocumentId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly files: KnowledgeFiles };

export type ChangeDocumentInput = {
  readonly by: Principal;
  readonly id: DocumentId;
  /** The version of the record that was read. */
  readonly version: number;
  /** What is left out keeps its value. */
  readonly title?: string | undefined;
  readonly category?: string | undefined;
  readonly active?: boolean | undefined;
  /** The number of the document's version to use from now on. */
  readonly current?: number | undefined;
};

/** Renames a document, switches it off and on, or goes back to a version of it: at once, and for every answer. */
export class ChangeDocument {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {InvalidInput} @throws {StaleWrite} */
  async execute({
    by,
    id,
    version,
    title,
    category,
    active,
    current,
  }: ChangeDocumentInput): Promise<KnowledgeDocument> {
    const { store, clock } = this.#deps;
    const { knowledge } = store.tenant(tenantFor(by, 'catalogue.write'));
    const before = found(await knowledge.find(id), 'document');
    const used = current === undefined ? before : rolledBackTo(before, current);
    if (used === null) throw new InvalidInput('current', 'there is no version of that number that could be read');
    const document: KnowledgeDocument = {
      ...used,
      title: title === undefined ? before.title : titleOf(title),
      category: category === undefined ? before.category : categoryOf(category),
      active: active ?? before.active,
      version,
    };
    const facts = { title: document.title, active: document.active, current: document.current };
    return knowledge.save(document, {
      actor: by.actor,
      action: 'document.changed',
      target: id,
      facts,
      at: clock.now(),
    });
  }
}

/** Takes a document away, with all that is known from it. */
export class RemoveDocument {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {StaleWrite} somebody changed it meanwhile. */
  async execute({ by, id }: { readonly by: Principal; readonly id: DocumentId }): Promise<void> {
    const { store, clock, files } = this.#deps;
    const tenantStore = store.tenant(tenantFor(by, 'catalogue.write'));
    const document = found(await tenantStore.knowledge.find(id), 'document');
    const facts = { title: document.title, versions: document.versions.length };
    const audit = { actor: by.actor, action: 'document.removed', target: id, facts, at: clock.now() };
    await tenantStore.knowledge.remove(document, audit);
    await files.drop(tenantStore, document.versions);
  }
}
