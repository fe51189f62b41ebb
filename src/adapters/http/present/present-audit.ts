import type { z } from 'zod';
import type { AuditEntryDto } from '#adapters/http/contract/audit';
import type { AuditEntry } from '#domain/compliance/audit-entry';

export const presentAuditEntry = (entry: AuditEntry): z.input<typeof AuditEntryDto> => ({
  seq: entry.seq,
  actor: entry.actor,
  action: entry.action,
  target: entry.target,
  facts: { ...entry.facts },
  at: entry.at.toISOString(),
  previousHash: entry.previousHash,
  hash: entry.hash,
});
