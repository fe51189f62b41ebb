import type { StoredFile } from '#domain/conversation/stored-file';
import type { ConversationId, FileId } from '#domain/shared/ids';

/** What we know of the files we hold; their bytes are in the `BlobStore`. */
export interface FileStore {
  find(id: FileId): Promise<StoredFile | null>;
  /** Inserts. */
  add(file: StoredFile): Promise<StoredFile>;
  /** Says which conversation shows it. Once; a second time changes nothing. */
  attach(id: FileId, conversationId: ConversationId): Promise<void>;
  /** Forgets it; its bytes are the caller's to remove. Gone, or never there. */
  remove(id: FileId): Promise<void>;
  /** All the tenant's files together, in bytes. */
  totalBytes(): Promise<number>;
}
