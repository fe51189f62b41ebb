import type { BlobStore } from '#application/ports/blob-store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Message } from '#domain/conversation/message';
import type { OfferedMedia } from '#domain/conversation/message-content';
import { DomainError } from '#domain/shared/domain-error';

/** The message shows a file that we do not hold any more. */
export class OutgoingMediaGone extends DomainError {
  readonly code = 'file.gone';
  readonly kind = 'not_found';
}

/**
 * The bytes of what a message shows, for a channel that sends them itself. `null`: it shows no file of ours.
 * @throws {OutgoingMediaGone} @throws {BlobStoreUnavailable}
 */
export const loadOutgoingMedia = async (
  store: Pick<TenantStore, 'tenantId' | 'files'>,
  blobs: Pick<BlobStore, 'get'>,
  { content }: Pick<Message, 'content'>,
): Promise<OfferedMedia | null> => {
  if (content.type !== 'media' || content.file.fileId === undefined) return null;
  const { fileId } = content.file;
  const file = await store.files.find(fileId);
  const bytes = file === null ? null : await blobs.get(store.tenantId, fileId);
  if (file === null || bytes === null) throw new OutgoingMediaGone('the file of this message is gone', { fileId });
  const media = content.media === 'sticker' ? 'image' : content.media;
  return { media, bytes, mimeType: file.mimeType, fileName: file.name };
};
