import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { assertOwn } from '#adapters/store/sql/own';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import type { DocumentRow } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { Documents } from '#application/ports/documents';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';

const documentById = tenantStatement<{ kind: string; id: string }>()((db, arg, tenant) =>
  db
    .selectFrom('documents')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('kind', '=', arg('kind'))
    .where('id', '=', arg('id')),
);

const documentsOf = tenantStatement<{ kind: string }>()((db, arg, tenant) =>
  db
    .selectFrom('documents')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('kind', '=', arg('kind'))
    .orderBy('created_at')
    .orderBy('id'),
);

const deleteDocument = tenantStatement<{ kind: string; id: string; version: number }>()((db, arg, tenant) =>
  db
    .deleteFrom('documents')
    .where('tenant_id', '=', tenant)
    .where('kind', '=', arg('kind'))
    .where('id', '=', arg('id'))
    .where('version', '=', arg('version')),
);

type Document = {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly createdAt: Date;
  readonly version: number;
};

/** The small things of one kind, each stored whole. */
export class SqlDocuments<T extends Document> implements Documents<T> {
  readonly #database: TenantDatabase;
  readonly #kind: string;

  /** @param kind names them in the table and is never changed: it is in every key. */
  constructor(database: TenantDatabase, kind: 'flow' | 'form' | 'canned_reply' | 'function' | 'test_case') {
    this.#database = database;
    this.#kind = kind;
  }

  async find(id: T['id']): Promise<T | null> {
    const row = await this.#database.read((tx) => tx.first(documentById, { kind: this.#kind, id }));
    return row === undefined ? null : toDocument<T>(row);
  }

  async list(): Promise<readonly T[]> {
    const rows = await this.#database.read((tx) => tx.rows(documentsOf, { kind: this.#kind }));
    return rows.map(toDocument<T>);
  }

  save(document: T, audit: AuditDraft): Promise<T> {
    const { id, tenantId, createdAt, version } = document;
    const columns = { body: encodeJson(document), created_at: createdAt.getTime() };
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      await saveVersioned(tx, 'documents', { kind: this.#kind, id }, columns, version);
      await appendAudit(tx, [audit]);
      return { ...document, version: version + 1 };
    });
  }

  remove({ id, tenantId, version }: T, audit: AuditDraft): Promise<void> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      if ((await tx.run(deleteDocument, { kind: this.#kind, id, version })) !== 1)
        throw new StaleWrite('it was saved by somebody else meanwhile, or is gone', { id, version });
      await appendAudit(tx, [audit]);
    });
  }
}

const toDocument = <T extends Document>(row: DocumentRow): T => ({
  ...decodeJson<T>(row.body),
  version: row.version,
});
