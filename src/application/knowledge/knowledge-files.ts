import type { FileKeeper } from '#application/files/file-keeper';
import { InvalidInput } from '#application/input';
import type { BlobStore } from '#application/ports/blob-store';
import type { TenantStore } from '#application/ports/tenant-store';
import { bytesOf, type DocumentVersion, knowledgeQuota } from '#domain/knowledge/knowledge-document';
import { DomainError } from '#domain/shared/domain-error';
import type { UserId } from '#domain/shared/ids';

/** There is no room left for documents of this business. */
export class KnowledgeQuotaExceeded extends DomainError {
  readonly code = 'knowledge.quota_exceeded';
  readonly kind = 'conflict';
  constructor(bytes: number) {
    super('There is no room left for documents. Remove one, or its old versions.', { bytes, quota: knowledgeQuota });
  }
}

/** The largest document, in bytes. */
export const largestDocument = 10 * 1_048_576;

export type NewBytes = { readonly name: string; readonly bytes: Uint8Array; readonly addedBy: UserId };
export type KeptBytes = Pick<DocumentVersion, 'fileId' | 'fileName' | 'bytes'>;

const longestName = 120;
/** What is safe to show, whatever somebody called it. */
const shownName = (raw: string): string =>
  raw
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cs}\p{Cf}/\\]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(-longestName) || 'document';

/** Where the bytes of documents are, within what a business may keep. */
export class KnowledgeFiles {
  readonly #keeper: FileKeeper;
  readonly #blobs: BlobStore;
  constructor({ keeper, blobs }: { readonly keeper: FileKeeper; readonly blobs: BlobStore }) {
    this.#keeper = keeper;
    this.#blobs = blobs;
  }

  /** @throws {InvalidInput} @throws {KnowledgeQuotaExceeded} @throws {FileQuotaExceeded} @throws {BlobStoreUnavailable} */
  async keep(store: TenantStore, { name, bytes, addedBy }: NewBytes): Promise<KeptBytes> {
    if (bytes.length === 0) throw new InvalidInput('file', 'the file is empty');
    if (bytes.length > largestDocument) throw new InvalidInput('file', 'a document has 10 MB at most');
    const used = (await store.knowledge.list()).reduce((sum, each) => sum + bytesOf(each), 0);
    if (used + bytes.length > knowledgeQuota) throw new KnowledgeQuotaExceeded(used);
    const owner = { kind: 'user', userId: addedBy } as const;
    const { id } = await this.#keeper.keepMedia({ tenantId: store.tenantId, owner, name, bytes });
    return { fileId: id, fileName: shownName(name), bytes: bytes.length };
  }

  /** `null`: they are gone. @throws {BlobStoreUnavailable} */
  read({ tenantId }: Pick<TenantStore, 'tenantId'>, { fileId }: DocumentVersion): Promise<Uint8Array | null> {
    return fileId === null ? Promise.resolve(null) : this.#blobs.get(tenantId, fileId);
  }

  /** The record first: bytes nobody knows of are lost room, a record without bytes would promise what is not there. */
  async drop({ tenantId, files }: TenantStore, versions: readonly DocumentVersion[]): Promise<void> {
    for (const { fileId } of versions) {
      if (fileId === null) continue;
      await files.remove(fileId);
      await this.#blobs.remove(tenantId, fileId);
    }
  }
}
