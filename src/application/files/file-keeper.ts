import type { FileLinks } from '#application/files/file-links';
import type { BlobStore } from '#application/ports/blob-store';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import { fileNameOf, kindOfFile, kindOfMedia } from '#domain/conversation/file-kind';
import type { KeptType, StoredFile } from '#domain/conversation/stored-file';
import { DomainError } from '#domain/shared/domain-error';
import type { TenantId } from '#domain/shared/ids';

/** By its content it is none of the kinds we take. */
export class FileTypeNotAllowed extends DomainError {
  readonly code = 'file.type_not_allowed';
  readonly kind = 'unsupported';
  constructor() {
    super('Only pictures (PNG, JPEG, GIF, WebP) and PDF files can be sent. Choose another file.');
  }
}
export class FileQuotaExceeded extends DomainError {
  readonly code = 'file.quota_exceeded';
  readonly kind = 'conflict';
  constructor() {
    super('There is no room left for files of this business.');
  }
}

type Dependencies = {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly secrets: Secrets;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly links: FileLinks;
};

export type NewFile = {
  readonly tenantId: TenantId;
  readonly owner: StoredFile['owner'];
  readonly name: string;
  readonly bytes: Uint8Array;
};

export type FileView = { readonly stored: StoredFile; readonly path: string };

/** All files of one tenant together, in bytes. */
export const largestTotal = 1_073_741_824;

/** Keeps a file somebody sent, if it is of a kind we take, by its content. */
export class FileKeeper {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {FileTypeNotAllowed} @throws {FileQuotaExceeded} @throws {BlobStoreUnavailable} */
  async keep(file: NewFile): Promise<FileView> {
    const mimeType = kindOfFile(file.bytes);
    if (mimeType === null) throw new FileTypeNotAllowed();
    return this.#keepAs(mimeType, file);
  }

  /** Keeps what came on WhatsApp, whatever it is. @throws {FileQuotaExceeded} @throws {BlobStoreUnavailable} */
  async keepMedia(file: NewFile): Promise<StoredFile> {
    return (await this.#keepAs(kindOfMedia(file.bytes), file)).stored;
  }

  async #keepAs(mimeType: KeptType, { tenantId, owner, name, bytes }: NewFile): Promise<FileView> {
    const { store, blobs, secrets, ids, clock, links } = this.#deps;
    const { files } = store.tenant(tenantId);
    if ((await files.totalBytes()) + bytes.length > largestTotal) throw new FileQuotaExceeded();
    const file: StoredFile = {
      id: ids.file(),
      tenantId,
      name: fileNameOf(name, mimeType),
      mimeType,
      size: bytes.length,
      sha256: secrets.sha256(bytes),
      owner,
      conversationId: null,
      createdAt: clock.now(),
    };
    // The bytes first: a record without them would promise what is not there.
    await blobs.put(tenantId, file.id, bytes);
    return { stored: await files.add(file), path: links.to(tenantId, file.id) };
  }
}
