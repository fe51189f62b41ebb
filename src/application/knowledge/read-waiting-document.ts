import { retryStale } from '#application/identity/retry-stale';
import { firstSafeTitle } from '#application/knowledge/document-input';
import { fetchDocument } from '#application/knowledge/fetch-document';
import { type KnowledgeFiles, largestDocument } from '#application/knowledge/knowledge-files';
import type { Clock } from '#application/ports/clock';
import { type DocumentReader, DocumentUnreadable, type ReadDocument } from '#application/ports/document-reader';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { SafeFetch } from '#application/ports/safe-fetch';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TenantStore } from '#application/ports/tenant-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { DocumentBlock } from '#domain/knowledge/document-block';
import {
  afterFailure,
  afterReading,
  currentVersion,
  type DocumentVersion,
  type KnowledgeDocument,
  mostSentencesInUse,
  type VersionFacts,
  waitingVersion,
  withFetched,
} from '#domain/knowledge/knowledge-document';
import { questionRowsOf } from '#domain/knowledge/question-rows';
import { mostSentences, readSentences } from '#domain/knowledge/read-sentences';
import type { Sentence } from '#domain/knowledge/sentence';
import { DomainError } from '#domain/shared/domain-error';
import type { DocumentId, TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly telemetry: Telemetry;
  readonly files: KnowledgeFiles;
  readonly reader: DocumentReader;
  readonly safeFetch: SafeFetch;
};

/** Longer than fetching and reading together may take. */
const leaseMs = 180_000;
const mostAttempts = 3;

type Read = { readonly facts: VersionFacts; readonly sentences: readonly Sentence[]; readonly read: ReadDocument };

/** Fetches and reads the version of a document that waits. It is used from the moment it was read, whole; or says why it cannot be. */
export class ReadWaitingDocument {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ tenantId, documentId }: { tenantId: TenantId; documentId: DocumentId }): Promise<void> {
    const { store, bus, queue } = this.#deps;
    const tenantStore = store.tenant(tenantId);
    const lease = await tenantStore.knowledge.claimReading(documentId, leaseMs);
    const version = lease === null ? null : waitingVersion(lease.document);
    if (lease === null || version === null) return;
    try {
      // A document that took this process down twice is not given a third process.
      if (lease.attempts > mostAttempts) throw new DocumentUnreadable('reader_failed');
      await this.#read(tenantStore, lease.document, version);
    } catch (error) {
      await this.#fail(tenantStore, documentId, version.number, error);
    }
    bus.publish({ kind: 'settings', tenantId, area: 'knowledge' });
    queue.enqueue({ kind: 'embed_knowledge', tenantId });
  }

  async #read(store: TenantStore, document: KnowledgeDocument, waiting: DocumentVersion): Promise<void> {
    const { files, reader } = this.#deps;
    const { number } = waiting;
    const version = waiting.fileId === null ? await this.#fetch(store, document, waiting) : waiting;
    const bytes = await files.read(store, version);
    if (bytes === null) throw new DocumentUnreadable('reader_failed');
    const read = await reader.read({ bytes, fileName: version.fileName });
    const understood = understand(read, { documentId: document.id, number });
    await this.#assertRoom(store, document, understood);
    await this.#save(store, document.id, number, (current) => ({
      document: {
        ...afterReading(current, number, { format: read.format, facts: understood.facts }),
        ...titleAfter(current, read),
      },
      action: 'document.read',
      facts: { version: number, sentences: understood.facts.sentences, quotable: understood.facts.quotable },
      sentences: understood.sentences,
    }));
  }

  async #fetch(store: TenantStore, document: KnowledgeDocument, waiting: DocumentVersion): Promise<DocumentVersion> {
    const { safeFetch, files } = this.#deps;
    if (document.source.kind !== 'url') throw new DocumentUnreadable('reader_failed');
    const fetched = await fetchDocument(safeFetch, document.source.url, largestDocument);
    const kept = await files.keep(store, { ...fetched, addedBy: waiting.addedBy });
    await this.#save(store, document.id, waiting.number, (current) => ({
      document: withFetched(current, waiting.number, kept),
      action: 'document.fetched',
      facts: { version: waiting.number, bytes: kept.bytes },
      sentences: [],
    }));
    // Saved while it waits, it is due again at once: the lease is taken anew.
    await store.knowledge.claimReading(document.id, leaseMs);
    return { ...waiting, ...kept };
  }

  async #assertRoom({ knowledge }: TenantStore, document: KnowledgeDocument, { sentences }: Read): Promise<void> {
    const others = (await knowledge.countInUse()) - (currentVersion(document)?.facts?.sentences ?? 0);
    if (others + sentences.length > mostSentencesInUse) throw new DocumentUnreadable('no_room');
  }

  async #fail(store: TenantStore, id: DocumentId, number: number, error: unknown): Promise<void> {
    const { telemetry } = this.#deps;
    const isExpected = error instanceof DomainError;
    if (!isExpected) telemetry.error('knowledge.reading_failed', error, { tenantId: store.tenantId, documentId: id });
    const failure = error instanceof DocumentUnreadable ? error.failure : isExpected ? 'no_room' : 'reader_failed';
    await this.#save(store, id, number, (current) => ({
      document: afterFailure(current, number, failure),
      action: 'document.unreadable',
      facts: { version: number, failure },
      sentences: [],
    }));
  }

  /** Over whatever an admin changed meanwhile; nothing when the document or the version is gone. */
  #save(
    { knowledge }: TenantStore,
    id: DocumentId,
    number: number,
    change: (document: KnowledgeDocument) => {
      readonly document: KnowledgeDocument;
      readonly action: string;
      readonly facts: AuditDraft['facts'];
      readonly sentences: readonly Sentence[];
    },
  ): Promise<void> {
    return retryStale(async () => {
      const current = await knowledge.find(id);
      if (current?.versions.some((each) => each.number === number) !== true) return;
      const { document, action, facts, sentences } = change(current);
      const actor = { kind: 'system', part: 'reader' } as const;
      await knowledge.save(document, { actor, action, target: id, facts, at: this.#deps.clock.now() }, sentences);
    });
  }
}

/** A page is called what it calls itself; a file what it was called. */
const titleAfter = (document: KnowledgeDocument, { title }: ReadDocument): Partial<KnowledgeDocument> =>
  document.source.kind === 'url' && document.current === null && title !== null
    ? { title: firstSafeTitle(title, document.title) }
    : {};

/** A table is searched cell by cell and quoted nowhere; questions and answers become FAQs instead. */
const blocksOf = ({ blocks, table }: ReadDocument): readonly DocumentBlock[] =>
  table !== null && questionRowsOf(table) !== null ? [] : blocks;

const understand = (read: ReadDocument, of: { readonly documentId: DocumentId; readonly number: number }): Read => {
  const sentences = readSentences(blocksOf(read), of);
  const rows = read.table === null ? null : questionRowsOf(read.table);
  const facts = {
    pages: read.pages,
    sentences: sentences.length,
    quotable: sentences.filter(({ unquotable }) => unquotable === null).length,
    questionRows: rows?.length ?? 0,
    isCut: read.isCut || sentences.length >= mostSentences,
  };
  return { read, sentences, facts };
};
