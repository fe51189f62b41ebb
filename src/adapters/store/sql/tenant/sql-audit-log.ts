import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toAuditEntry } from '#adapters/store/sql/mappers/audit-mapper';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { AuditFilter, AuditLog } from '#application/ports/audit-log';
import type { AuditDraft, AuditEntry } from '#domain/compliance/audit-entry';
import type { Page, PageRequest } from '#domain/shared/page';
import { appendAudit } from './audit-chain.js';

const matching = (tx: TenantTx, filter: AuditFilter) => {
  let query = tx.db.selectFrom('audit_entries').selectAll().where('tenant_id', '=', tx.tenantId);
  for (const column of ['action', 'target', 'actor'] as const) {
    const wanted = filter[column];
    if (wanted !== undefined) query = query.where(column, '=', wanted);
  }
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from.getTime());
  if (filter.until !== undefined) query = query.where('at', '<', filter.until.getTime());
  return query;
};

export class SqlAuditLog implements AuditLog {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  append(draft: AuditDraft): Promise<void> {
    return this.#database.write((tx) => appendAudit(tx, [draft]));
  }

  async page(filter: AuditFilter, request: PageRequest): Promise<Page<AuditEntry>> {
    const position = positionOf('audit', request);
    const limit = limitOf(request);
    return this.#database.read(async (tx) => {
      let query = matching(tx, filter);
      if (position !== null) query = query.where('seq', '<', position.at);
      const rows = await query
        .orderBy('seq', 'desc')
        .limit(limit + 1)
        .execute();
      return pageOf('audit', rows, limit, (row) => ({ at: row.seq, id: '' }), toAuditEntry);
    });
  }

  async since(seq: number, limit: number): Promise<readonly AuditEntry[]> {
    return this.#database.read(async (tx) => {
      const query = tx.db.selectFrom('audit_entries').selectAll().where('tenant_id', '=', tx.tenantId);
      const rows = await query.where('seq', '>=', seq).orderBy('seq').limit(limit).execute();
      return rows.map(toAuditEntry);
    });
  }
}
