import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { auditColumns } from '#adapters/store/sql/mappers/audit-mapper';
import { type AuditDraft, chained } from '#domain/compliance/audit-entry';

/** Appends to the tenant's log, in the unit of what the drafts report. Writers take turns, so the chain never forks. */
export const appendAudit = async (tx: TenantTx, drafts: readonly AuditDraft[]): Promise<void> => {
  if (drafts.length === 0) return;
  let last: { seq: number; hash: string } | null = (await tx.first('audit_entries', { sort: { seq: -1 } })) ?? null;
  for (const draft of drafts) {
    const entry = chained(draft, last, tx.sha256);
    tx.add('audit_entries', auditColumns(entry));
    last = entry;
  }
};
