import { assertPlatform, type Principal, tenantFor } from '#application/identity/principal';
import { oneOf } from '#application/input';
import type { AuditLog } from '#application/ports/audit-log';
import type { Store } from '#application/ports/store';

/** Which log: the caller's tenant's, or, for the super admin, the platform's. */
export type AuditScope = 'tenant' | 'platform';

/** @throws {PermissionDenied} */
export const logFor = (store: Store, by: Principal, scope: AuditScope): AuditLog => {
  if (oneOf('scope', scope, ['tenant', 'platform']) === 'tenant')
    return store.tenant(tenantFor(by, 'audit.read')).audit;
  assertPlatform(by);
  return store.platform.audit;
};
