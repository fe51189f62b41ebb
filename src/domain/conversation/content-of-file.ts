import type { MessageContent } from '#domain/conversation/message-content';
import type { StoredFile } from '#domain/conversation/stored-file';

/** A file of ours, as a message shows it. */
export const contentOfFile = (file: StoredFile, caption: string | null): MessageContent => ({
  type: 'media',
  media: file.mimeType.startsWith('image/') ? 'image' : 'document',
  file: {
    providerMediaId: file.id,
    fileId: file.id,
    mimeType: file.mimeType,
    sha256: file.sha256,
    fileName: file.name,
  },
  caption,
});
