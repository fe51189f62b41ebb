import type { FileView } from '#application/files/file-keeper';
import type { FileLinks, SignedLink } from '#application/files/file-links';
import { type Principal, tenantFor } from '#application/identity/principal';
import { found, NotFound } from '#application/not-found';
import type { BlobStore } from '#application/ports/blob-store';
import type { Store } from '#application/ports/store';
import type { StoredFile } from '#domain/conversation/stored-file';
import { DomainError } from '#domain/shared/domain-error';
import type { FileId } from '#domain/shared/ids';

/** The link was good once. */
export class FileLinkExpired extends DomainError {
  readonly code = 'file.link_expired';
  readonly kind = 'forbidden';
  constructor() {
    super('This link is too old. Open the conversation again for a new one.');
  }
}

/** One file as the team sees it, with an address to show it under. */
export class FindFile {
  readonly #store: Store;
  readonly #links: FileLinks;
  constructor({ store, links }: { readonly store: Store; readonly links: FileLinks }) {
    this.#store = store;
    this.#links = links;
  }

  /** @throws {NotFound} also when it belongs to customers and the caller may not read what they write. */
  async execute({ by, fileId }: { readonly by: Principal; readonly fileId: FileId }): Promise<FileView> {
    const tenantId = tenantFor(by, 'tenant.read');
    const file = await this.#store.tenant(tenantId).files.find(fileId);
    const isOfCustomers = file !== null && (file.owner.kind !== 'user' || file.conversationId !== null);
    const stored = found(isOfCustomers && !by.permissions.has('conversations.read') ? null : file, 'file');
    return { stored, path: this.#links.to(tenantId, stored.id) };
  }
}

type Dependencies = { readonly store: Store; readonly blobs: BlobStore; readonly links: FileLinks };

/** The bytes behind a signed link. */
export class ReadFile {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} there is no such file, or the link is not ours: which of the two is not said. @throws {FileLinkExpired} */
  async execute(link: SignedLink): Promise<{ readonly file: StoredFile; readonly bytes: Uint8Array }> {
    const { store, blobs, links } = this.#deps;
    if (!links.isOurs(link)) throw new NotFound('file');
    if (links.isOver(link)) throw new FileLinkExpired();
    const file = found(await store.tenant(link.tenantId).files.find(link.fileId), 'file');
    return { file, bytes: found(await blobs.get(link.tenantId, link.fileId), 'file') };
  }
}
