import type { AuditDraft } from '#domain/compliance/audit-entry';

/** A handful of small versioned things of one kind, such as a tenant's menus: read whole, written one by one. */
export interface Documents<T extends { readonly id: string; readonly version: number }> {
  find(id: T['id']): Promise<T | null>;
  /** All of them, oldest first. */
  list(): Promise<readonly T[]>;
  /** Version 0 inserts. @throws {StaleWrite} */
  save(document: T, audit: AuditDraft): Promise<T>;
  /** @throws {StaleWrite} it was saved by somebody else since, or is gone. */
  remove(document: T, audit: AuditDraft): Promise<void>;
}
