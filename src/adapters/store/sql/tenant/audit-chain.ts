import { auditColumns } from '#adapters/store/sql/mappers/audit-mapper';
import type { AuditRow } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { type AuditDraft, chained } from '#domain/compliance/audit-entry';

const lastEntry = tenantStatement()((db, _, tenant) =>
  db
    .selectFrom('audit_entries')
    .select(['tenant_id', 'seq', 'hash'])
    .where('tenant_id', '=', tenant)
    .orderBy('seq', 'desc')
    .limit(1),
);

const insertEntry = tenantStatement<Omit<AuditRow, 'tenant_id'>>()((db, arg, tenant) =>
  db.insertInto('audit_entries').values({
    tenant_id: tenant,
    seq: arg('seq'),
    actor: arg('actor'),
    action: arg('action'),
    target: arg('target'),
    facts: arg('facts'),
    at: arg('at'),
    previous_hash: arg('previous_hash'),
    hash: arg('hash'),
  }),
);

/** Appends to the tenant's log, in the transaction of what the drafts report. Writers take turns, so the chain never forks. */
export const appendAudit = async (tx: TenantTx, drafts: readonly AuditDraft[]): Promise<void> => {
  if (drafts.length === 0) return;
  let last: { seq: number; hash: string } | null = (await tx.first(lastEntry, {})) ?? null;
  for (const draft of drafts) {
    const entry = chained(draft, last, tx.sha256);
    await tx.run(insertEntry, auditColumns(entry));
    last = entry;
  }
};
