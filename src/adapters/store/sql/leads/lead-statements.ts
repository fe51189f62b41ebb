import { tenantStatement } from '#adapters/store/sql/statement';
import type { LeadRow } from './lead-row.js';

export const leadById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('leads').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

/** From an index alone. */
export const leadsByStatus = tenantStatement()((db, _, tenant) =>
  db
    .selectFrom('leads')
    .select((row) => ['status', row.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', tenant)
    .groupBy('status'),
);

export const leadsOfCustomer = tenantStatement<{ customerId: string }>()((db, arg, tenant) =>
  db.selectFrom('leads').selectAll().where('tenant_id', '=', tenant).where('customer_id', '=', arg('customerId')),
);

export const giveLead = tenantStatement<Pick<LeadRow, 'id' | 'body'> & { customer_id: string }>()((db, arg, tenant) =>
  db
    .updateTable('leads')
    .set({ customer_id: arg('customer_id'), body: arg('body') })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id')),
);
