import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { AuditRow } from '#adapters/store/sql/schema';
import type { AuditEntry } from '#domain/compliance/audit-entry';

export const toAuditEntry = (row: AuditRow): AuditEntry => ({
  seq: row.seq,
  actor: row.actor,
  action: row.action,
  target: row.target,
  facts: decodeJson(row.facts),
  at: new Date(row.at),
  previousHash: row.previous_hash,
  hash: row.hash,
});

export const auditColumns = (entry: AuditEntry): Omit<AuditRow, 'tenant_id'> => ({
  seq: entry.seq,
  actor: entry.actor,
  action: entry.action,
  target: entry.target,
  facts: encodeJson(entry.facts),
  at: entry.at.getTime(),
  previous_hash: entry.previousHash,
  hash: entry.hash,
});
