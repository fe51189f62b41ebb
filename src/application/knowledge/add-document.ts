import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { categoryOf, firstSafeTitle, titleOf, withoutEnding } from '#application/knowledge/document-input';
import type { KnowledgeFiles } from '#application/knowledge/knowledge-files';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { SafeFetch } from '#application/ports/safe-fetch';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import {
  type DocumentSource,
  type DocumentVersion,
  type KnowledgeDocument,
  mostDocuments,
  withNewVersion,
} from '#domain/knowledge/knowledge-document';
import type { HumanActor } from '#domain/shared/actor';
import { DomainError } from '#domain/shared/domain-error';
import type { DocumentId } from '#domain/shared/ids';

/** There is room for so many. */
export class TooManyDocuments extends DomainError {
  readonly code = 'knowledge.too_many';
  readonly kind = 'conflict';
  constructor() {
    super(`there is room for ${mostDocuments} documents`, { most: mostDocuments });
  }
}
/** A version of a document that came as a file is a file; of an address it is fetched from there. */
export class WrongSource extends DomainError {
  readonly code = 'knowledge.wrong_source';
  readonly kind = 'conflict';
}

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly queue: JobQueue;
  readonly files: KnowledgeFiles;
  readonly limiter: RateLimiter;
  readonly safeFetch: Pick<SafeFetch, 'assertAllowed'>;
};

type Named = { readonly title?: string | undefined; readonly category?: string | undefined };
export type UploadDocumentInput = Named & {
  readonly by: Principal;
  readonly name: string;
  readonly bytes: Uint8Array;
};
export type ImportAddressInput = Named & { readonly by: Principal; readonly url: string };
export type AddVersionInput = {
  readonly by: Principal;
  readonly id: DocumentId;
  /** Of a document that came as a file. */
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
};

const fetchesPerHour = 60;

/** Takes documents in: they are read a moment later, one version at a time, and what is in use stays until then. */
export class AddDocument {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} @throws {TooManyDocuments} @throws {KnowledgeQuotaExceeded} */
  async upload({ by, name, bytes, title, category }: UploadDocumentInput): Promise<KnowledgeDocument> {
    const { store, actor } = this.#for(by);
    const said = title === undefined ? firstSafeTitle(withoutEnding(name)) : titleOf(title);
    await this.#assertRoom(store);
    const kept = await this.#deps.files.keep(store, { name, bytes, addedBy: actor.userId });
    return this.#save(store, actor, this.#fresh(store, { kind: 'file' }, said, category), kept);
  }

  /** @throws {AddressRefused} @throws {InvalidInput} @throws {TooManyDocuments} @throws {TooManyRequests} */
  async importAddress({ by, url, title, category }: ImportAddressInput): Promise<KnowledgeDocument> {
    const { store, actor } = this.#for(by);
    this.#deps.safeFetch.assertAllowed(url);
    const said = title === undefined ? firstSafeTitle(hostOf(url)) : titleOf(title);
    await this.#assertRoom(store);
    await this.#countFetch(store);
    return this.#save(store, actor, this.#fresh(store, { kind: 'url', url }, said, category), notFetched);
  }

  /** A newer file, or the address once more. @throws {NotFound} @throws {WrongSource} @throws {KnowledgeQuotaExceeded} */
  async addVersion({ by, id, file }: AddVersionInput): Promise<KnowledgeDocument> {
    const { store, actor } = this.#for(by);
    const document = found(await store.knowledge.find(id), 'document');
    if ((document.source.kind === 'file') !== (file !== undefined))
      throw new WrongSource('this document takes its versions from elsewhere', { source: document.source.kind });
    if (file === undefined) await this.#countFetch(store);
    const kept =
      file === undefined ? notFetched : await this.#deps.files.keep(store, { ...file, addedBy: actor.userId });
    return this.#save(store, actor, document, kept);
  }

  #for(by: Principal): { readonly store: TenantStore; readonly actor: HumanActor } {
    return { store: this.#deps.store.tenant(tenantFor(by, 'catalogue.write')), actor: humanOf(by) };
  }

  async #assertRoom({ knowledge }: TenantStore): Promise<void> {
    if ((await knowledge.list()).length >= mostDocuments) throw new TooManyDocuments();
  }

  #countFetch({ tenantId }: TenantStore): Promise<void> {
    return this.#deps.limiter.take(`${tenantId}:knowledge_import`, fetchesPerHour, 3_600_000);
  }

  #fresh({ tenantId }: TenantStore, source: DocumentSource, title: string, category = ''): KnowledgeDocument {
    return {
      id: this.#deps.ids.document(),
      tenantId,
      title,
      category: categoryOf(category),
      source,
      active: true,
      current: null,
      versions: [],
      accepted: [],
      createdAt: this.#deps.clock.now(),
      version: 0,
    };
  }

  async #save(
    store: TenantStore,
    actor: HumanActor,
    before: KnowledgeDocument,
    kept: Pick<DocumentVersion, 'fileId' | 'fileName' | 'bytes'>,
  ): Promise<KnowledgeDocument> {
    const at = this.#deps.clock.now();
    const { document, dropped } = withNewVersion(before, { ...kept, addedBy: actor.userId, addedAt: at });
    const facts = { version: document.versions.at(-1)?.number ?? 0, source: document.source.kind, bytes: kept.bytes };
    const audit = { actor, action: 'document.added', target: document.id, facts, at };
    const saved = await store.knowledge.save(document, audit);
    await this.#deps.files.drop(store, dropped);
    this.#deps.queue.enqueue({ kind: 'read_document', tenantId: store.tenantId, documentId: saved.id });
    return saved;
  }
}

const notFetched = { fileId: null, fileName: '', bytes: 0 } as const;

const hostOf = (url: string): string =>
  /^https?:\/\/(?:www\.)?([^/?#:]+)/i.exec(url)?.[1]?.replace(/\.[a-z]+$/i, '') ?? '';
