import { assertOwn } from '#adapters/store/mongo/own';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { Row } from '#adapters/store/mongo/tenant-tx';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { Documents } from '#application/ports/documents';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';

type Document = {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly createdAt: Date;
  readonly version: number;
};

/** The small things of one kind, each stored whole. */
export class MongoDocuments<T extends Document> implements Documents<T> {
  readonly #database: TenantDatabase;
  readonly #kind: string;

  /** @param kind names them in the collection and is never changed: it is in every key. */
  constructor(database: TenantDatabase, kind: 'flow' | 'form' | 'canned_reply' | 'function' | 'test_case') {
    this.#database = database;
    this.#kind = kind;
  }

  async find(id: T['id']): Promise<T | null> {
    const row = await this.#database.read((tx) => tx.get('documents', this.#kind, id));
    return row === undefined ? null : toDocument<T>(row);
  }

  async list(): Promise<readonly T[]> {
    const find = { filter: { kind: this.#kind }, sort: { created_at: 1, id: 1 } } as const;
    return (await this.#database.read((tx) => tx.rows('documents', find))).map(toDocument<T>);
  }

  save(document: T, audit: AuditDraft): Promise<T> {
    const { id, tenantId, createdAt, version } = document;
    const kind = this.#kind;
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      const row = { kind, id, body: encodeJson(document), created_at: createdAt.getTime() };
      await saveVersioned(tx, 'documents', [kind, id], row, version);
      await appendAudit(tx, [audit]);
      return { ...document, version: version + 1 };
    });
  }

  remove({ id, tenantId, version }: T, audit: AuditDraft): Promise<void> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      const row = await tx.get('documents', this.#kind, id);
      if (row?.version !== version)
        throw new StaleWrite('it was saved by somebody else meanwhile, or is gone', { id, version });
      tx.drop('documents', row);
      await appendAudit(tx, [audit]);
    });
  }
}

const toDocument = <T extends Document>(row: Row<'documents'>): T => ({
  ...decodeJson<T>(row.body),
  version: row.version,
});
