import type { AuditDraft, AuditEntry } from '#domain/compliance/audit-entry';
import type { Page, PageRequest } from '#domain/shared/page';

export type AuditFilter = {
  readonly action?: string;
  readonly target?: string;
  readonly actor?: string;
  /** From this moment on, and before that one. */
  readonly from?: Date;
  readonly until?: Date;
};

/** Append-only, hash-chained. Nothing here changes or removes an entry. */
export interface AuditLog {
  append(draft: AuditDraft): Promise<void>;
  /** Newest first. */
  page(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>>;
  /** Oldest first from `seq`, at most `limit`: for the verifier. */
  since(seq: number, limit: number): Promise<readonly AuditEntry[]>;
}
