import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { assertOwn } from '#adapters/store/sql/own';
import type { FileRow } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { FileStore } from '#application/ports/file-store';
import type { KeptType, StoredFile } from '#domain/conversation/stored-file';
import { ConversationId, FileId, TenantId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';

const fileById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('files').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

const insertFile = tenantStatement<Omit<FileRow, 'tenant_id'>>()((db, arg, tenant) =>
  db
    .insertInto('files')
    .values({
      tenant_id: tenant,
      id: arg('id'),
      name: arg('name'),
      mime_type: arg('mime_type'),
      size: arg('size'),
      sha256: arg('sha256'),
      owner: arg('owner'),
      conversation_id: arg('conversation_id'),
      created_at: arg('created_at'),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()),
);

export const attachFile = tenantStatement<{ id: string; conversationId: string }>()((db, arg, tenant) =>
  db
    .updateTable('files')
    .set({ conversation_id: arg('conversationId') })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where('conversation_id', 'is', null),
);

const deleteFile = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.deleteFrom('files').where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

const allSizes = tenantStatement()((db, _, tenant) =>
  db
    .selectFrom('files')
    .select((row) => row.fn.sum<number | null>('size').as('bytes'))
    .where('tenant_id', '=', tenant),
);

const toFile = (row: FileRow): StoredFile => ({
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

export class SqlFileStore implements FileStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: FileId): Promise<StoredFile | null> {
    const row = await this.#database.read((tx) => tx.first(fileById, { id }));
    return row === undefined ? null : toFile(row);
  }

  /** @throws {StaleWrite} it exists already. */
  add(file: StoredFile): Promise<StoredFile> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, file.tenantId);
      const written = await tx.run(insertFile, {
        id: file.id,
        name: file.name,
        mime_type: file.mimeType,
        size: file.size,
        sha256: file.sha256,
        owner: encodeJson(file.owner),
        conversation_id: file.conversationId,
        created_at: file.createdAt.getTime(),
      });
      if (written !== 1) throw new StaleWrite('the file exists already', { id: file.id });
      return file;
    });
  }

  async attach(id: FileId, conversationId: ConversationId): Promise<void> {
    await this.#database.write((tx) => tx.run(attachFile, { id, conversationId }));
  }

  async remove(id: FileId): Promise<void> {
    await this.#database.write((tx) => tx.run(deleteFile, { id }));
  }

  async totalBytes(): Promise<number> {
    return Number((await this.#database.read((tx) => tx.first(allSizes, {})))?.bytes ?? 0);
  }
}
