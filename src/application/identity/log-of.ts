import type { AuditLog } from '#application/ports/audit-log';
import type { Store } from '#application/ports/store';
import type { TenantId } from '#domain/shared/ids';

/** Where what concerns a session is written: its tenant's log, or the platform's. */
export const logOf = (store: Store, tenantId: TenantId | null): AuditLog =>
  tenantId === null ? store.platform.audit : store.tenant(tenantId).audit;
