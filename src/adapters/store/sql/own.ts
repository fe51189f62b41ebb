import { TenantIsolationBroken } from '#application/ports/store';
import type { TenantId } from '#domain/shared/ids';
import type { TenantTx } from './tenant-tx.js';

/** What is about to be saved in this tenant says whose it is. @throws {TenantIsolationBroken} not this tenant's. */
export const assertOwn = (tx: TenantTx, tenantId: TenantId): void => {
  if (tenantId !== tx.tenantId)
    throw new TenantIsolationBroken('something of another tenant was to be saved here', { tenantId: tx.tenantId });
};
