import type { PictureLink, PictureLinks } from '#application/files/picture-links';
import { found, NotFound } from '#application/not-found';
import type { BlobStore } from '#application/ports/blob-store';
import type { Store } from '#application/ports/store';
import type { StoredFile } from '#domain/conversation/stored-file';

type Dependencies = { readonly store: Store; readonly blobs: BlobStore; readonly pictures: PictureLinks };

/** The bytes behind a public address. */
export class ReadPicture {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} there is no such picture, or the address is not ours: which of the two is not said. */
  async execute(link: PictureLink): Promise<{ readonly file: StoredFile; readonly bytes: Uint8Array }> {
    const { store, blobs, pictures } = this.#deps;
    if (!pictures.isOurs(link)) throw new NotFound('file');
    const file = found(await store.tenant(link.tenantId).files.find(link.fileId), 'file');
    return { file, bytes: found(await blobs.get(link.tenantId, link.fileId), 'file') };
  }
}
