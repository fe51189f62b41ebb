import { assertOwn } from '#adapters/store/mongo/own';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { FileStore } from '#application/ports/file-store';
import type { KeptType, StoredFile } from '#domain/conversation/stored-file';
import { ConversationId, FileId, TenantId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';

const toFile = (row: Row<'files'>): StoredFile => ({
  id: FileId(row.id),
  tenantId: TenantId(row.tenant_id),
  name: row.name,
  mimeType: row.mime_type as KeptType,
  size: row.size,
  sha256: row.sha256,
  owner: decodeJson(row.owner),
  conversationId: row.conversation_id === null ? null : ConversationId(row.conversation_id),
  createdAt: new Date(row.created_at),
});

/** Once; a second time changes nothing. */
export const attachFile = async (tx: TenantTx, id: string, conversationId: string): Promise<void> => {
  const row = await tx.get('files', id);
  if (row?.conversation_id === null) tx.change('files', row, { conversation_id: conversationId });
};

export class MongoFileStore implements FileStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: FileId): Promise<StoredFile | null> {
    const row = await this.#database.read((tx) => tx.get('files', id));
    return row === undefined ? null : toFile(row);
  }

  /** @throws {StaleWrite} it exists already. */
  add(file: StoredFile): Promise<StoredFile> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, file.tenantId);
      const isNew = await tx.insert('files', {
        id: file.id,
        name: file.name,
        mime_type: file.mimeType,
        size: file.size,
        sha256: file.sha256,
        owner: encodeJson(file.owner),
        conversation_id: file.conversationId,
        created_at: file.createdAt.getTime(),
      });
      if (!isNew) throw new StaleWrite('the file exists already', { id: file.id });
      return file;
    });
  }

  attach(id: FileId, conversationId: ConversationId): Promise<void> {
    return this.#database.write((tx) => attachFile(tx, id, conversationId));
  }

  remove(id: FileId): Promise<void> {
    return this.#database.write(async (tx) => {
      const row = await tx.get('files', id);
      if (row !== undefined) tx.drop('files', row);
    });
  }

  totalBytes(): Promise<number> {
    return this.#database.read((tx) => tx.sum('files', 'size'));
  }
}
