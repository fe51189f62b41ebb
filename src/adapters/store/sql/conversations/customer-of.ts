import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';

const customerOfConversation = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db
    .selectFrom('conversations')
    .select(['tenant_id', 'customer_id'])
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);

/** Whose key seals what belongs to a conversation; `null`: there is none, and it is the tenant's. */
export const customerOf = async (tx: TenantTx, conversationId: string): Promise<string | null> =>
  (await tx.first(customerOfConversation, { id: conversationId }))?.customer_id ?? null;
