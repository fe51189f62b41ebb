import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import { bytesOf, type KnowledgeDocument, knowledgeQuota } from '#domain/knowledge/knowledge-document';
import type { Sentence } from '#domain/knowledge/sentence';
import type { DocumentId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store };

export type DocumentList = {
  /** Newest first. */
  readonly documents: readonly KnowledgeDocument[];
  /** Of all versions together. */
  readonly bytes: number;
  readonly quota: number;
  readonly sentencesInUse: number;
};

/** What the business gave its assistant to know, and how much room is left. */
export class ListDocuments {
  readonly #store: Store;
  constructor({ store }: Dependencies) {
    this.#store = store;
  }

  async execute({ by }: { readonly by: Principal }): Promise<DocumentList> {
    const { knowledge } = this.#store.tenant(tenantFor(by, 'catalogue.read'));
    const documents = (await knowledge.list()).toReversed();
    return {
      documents,
      bytes: documents.reduce((sum, each) => sum + bytesOf(each), 0),
      quota: knowledgeQuota,
      sentencesInUse: await knowledge.countInUse(),
    };
  }
}

export class FindDocument {
  readonly #store: Store;
  constructor({ store }: Dependencies) {
    this.#store = store;
  }

  /** @throws {NotFound} */
  async execute({ by, id }: { readonly by: Principal; readonly id: DocumentId }): Promise<KnowledgeDocument> {
    return found(await this.#store.tenant(tenantFor(by, 'catalogue.read')).knowledge.find(id), 'document');
  }
}

export type PageSentencesInput = {
  readonly by: Principal;
  readonly id: DocumentId;
  /** Absent: the version in use, else the newest. */
  readonly number?: number | undefined;
  readonly quotable?: boolean | undefined;
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
};

/** What one version of a document says, sentence by sentence, and why a sentence is not quoted. */
export class PageSentences {
  readonly #store: Store;
  constructor({ store }: Dependencies) {
    this.#store = store;
  }

  /** @throws {NotFound} */
  async execute({ by, id, number, quotable, after = -1, limit = 100 }: PageSentencesInput): Promise<{
    readonly sentences: readonly Sentence[];
    /** The position to go on after; `null` at the end. */
    readonly next: number | null;
  }> {
    const { knowledge } = this.#store.tenant(tenantFor(by, 'catalogue.read'));
    const document = found(await knowledge.find(id), 'document');
    const shown = number ?? document.current ?? document.versions.at(-1)?.number ?? 0;
    const read = await knowledge.sentences(id, shown, { quotable, after, limit: limit + 1 });
    const sentences = read.slice(0, limit);
    return { sentences, next: read.length > limit ? (sentences.at(-1)?.position ?? null) : null };
  }
}
