import { atLeast, below, type Filter } from '#adapters/store/mongo/filter';
import type { TenantRows } from '#adapters/store/mongo/rows';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { toAuditEntry } from '#adapters/store/sql/mappers/audit-mapper';
import type { AuditFilter, AuditLog } from '#application/ports/audit-log';
import type { AuditDraft, AuditEntry } from '#domain/compliance/audit-entry';
import type { Page, PageRequest } from '#domain/shared/page';
import { appendAudit } from './audit-chain.js';

type Entries = Filter<TenantRows['audit_entries']>;

const matching = ({ action, target, actor, from, until }: AuditFilter): Entries => ({
  ...(action !== undefined && { action }),
  ...(target !== undefined && { target }),
  ...(actor !== undefined && { actor }),
  $and: [
    ...(from === undefined ? [] : [{ at: atLeast(from.getTime()) }]),
    ...(until === undefined ? [] : [{ at: below(until.getTime()) }]),
    // An empty list is no list to the server.
    { seq: atLeast(0) },
  ],
});

export class MongoAuditLog implements AuditLog {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  append(draft: AuditDraft): Promise<void> {
    return this.#database.write((tx) => appendAudit(tx, [draft]));
  }

  page(filter: AuditFilter, request: PageRequest): Promise<Page<AuditEntry>> {
    return this.#database.read(async (tx) => {
      const position = positionOf('audit', request);
      const limit = limitOf(request);
      const rows = await tx.rows('audit_entries', {
        filter: { ...matching(filter), ...(position !== null && { seq: below(position.at) }) },
        sort: { seq: -1 },
        limit: limit + 1,
      });
      return pageOf('audit', rows, limit, (row) => ({ at: row.seq, id: '' }), toAuditEntry);
    });
  }

  since(seq: number, limit: number): Promise<readonly AuditEntry[]> {
    return this.#database.read(async (tx) => {
      const rows = await tx.rows('audit_entries', { filter: { seq: atLeast(seq) }, sort: { seq: 1 }, limit });
      return rows.map(toAuditEntry);
    });
  }
}
