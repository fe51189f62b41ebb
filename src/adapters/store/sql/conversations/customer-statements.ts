import type { CustomerRow, IdentityRow } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';

export const customerById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('customers').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

export const identitiesOf = tenantStatement<{ customerId: string }>()((db, arg, tenant) =>
  db
    .selectFrom('customer_identities')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('customer_id', '=', arg('customerId'))
    .orderBy('position')
    .orderBy('scheme')
    .orderBy('value'),
);

/** By the blind address, or in rows of an older release by the plain one. */
export const identityOwner = tenantStatement<{ scheme: string; blind: string; plain: string }>()((db, arg, tenant) =>
  db
    .selectFrom('customer_identities')
    .select(['tenant_id', 'customer_id'])
    .where('tenant_id', '=', tenant)
    .where('scheme', '=', arg('scheme'))
    .where('value', 'in', [arg('blind'), arg('plain')])
    .limit(1),
);

export const insertIdentity = tenantStatement<Omit<IdentityRow, 'tenant_id'>>()((db, arg, tenant) =>
  db.insertInto('customer_identities').values({
    tenant_id: tenant,
    scheme: arg('scheme'),
    value: arg('value'),
    customer_id: arg('customer_id'),
    position: arg('position'),
    address: arg('address'),
  }),
);

export const insertCustomer = tenantStatement<Pick<CustomerRow, 'id' | 'name' | 'created_at'>>()((db, arg, tenant) =>
  db.insertInto('customers').values({
    tenant_id: tenant,
    id: arg('id'),
    name: arg('name'),
    remark: '',
    created_at: arg('created_at'),
    version: 1,
  }),
);

export const giveIdentities = tenantStatement<{ from: string; to: string; by: number }>()((db, arg, tenant) =>
  db
    .updateTable('customer_identities')
    .set((row) => ({ customer_id: arg('to'), position: row('position', '+', arg('by')) }))
    .where('tenant_id', '=', tenant)
    .where('customer_id', '=', arg('from')),
);

export const dropCustomer = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.deleteFrom('customers').where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

export type CustomerCard = Pick<CustomerRow, 'id' | 'name' | 'language' | 'email' | 'phone' | 'remark' | 'version'>;

export const updateCustomer = tenantStatement<CustomerCard>()((db, arg, tenant) =>
  db
    .updateTable('customers')
    .set((row) => ({
      name: arg('name'),
      language: arg('language'),
      email: arg('email'),
      phone: arg('phone'),
      remark: arg('remark'),
      version: row('version', '+', 1),
    }))
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where('version', '=', arg('version')),
);

/** A name the customer goes by is kept; only a missing one is filled in. */
export const nameCustomer = tenantStatement<{ id: string; name: string }>()((db, arg, tenant) =>
  db
    .updateTable('customers')
    .set({ name: arg('name') })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where('name', 'is', null),
);
