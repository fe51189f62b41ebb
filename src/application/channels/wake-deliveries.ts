import type { JobQueue } from '#application/ports/job-queue';
import type { Store } from '#application/ports/store';
import type { TenantId } from '#domain/shared/ids';

/**
 * Wakes what waited behind something that was stopped. The sweep would find it as well, only later, and finds whatever is
 * beyond the limit. `null`: every tenant.
 */
export const wakeDeliveries = async (store: Store, queue: JobQueue, tenantId: TenantId | null): Promise<void> => {
  await store.platform.makeDeliveriesDue(tenantId);
  for (const due of await store.platform.dueDeliveries(500))
    if (tenantId === null || due.tenantId === tenantId) queue.enqueue({ kind: 'deliver', ...due });
};
