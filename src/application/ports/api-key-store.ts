import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { ApiKey } from '#domain/identity/api-key';
import type { ApiKeyId } from '#domain/shared/ids';

export interface ApiKeyStore {
  find(id: ApiKeyId): Promise<ApiKey | null>;
  list(): Promise<readonly ApiKey[]>;
  /** Version 0 inserts. @throws {StaleWrite} */
  save(key: ApiKey, audit: AuditDraft): Promise<ApiKey>;
  /** Remembers that it was used; to the minute, and without a version. */
  touch(id: ApiKeyId, at: Date): Promise<void>;
}
