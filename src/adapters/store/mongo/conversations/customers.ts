import { assertOwn } from '#adapters/store/mongo/own';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { toCustomer, toIdentity } from '#adapters/store/sql/mappers/customer-mapper';
import { NotFound } from '#application/not-found';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Customer, CustomerIdentity } from '#domain/conversation/customer';
import { StaleWrite } from '#domain/shared/stale-write';

export type CustomerRow = Row<'customers'>;
type IdentityRow = Row<'customer_identities'>;

export const identityRows = (tx: TenantTx, customerId: string): Promise<readonly IdentityRow[]> =>
  tx.rows('customer_identities', {
    filter: { customer_id: customerId },
    sort: { position: 1, scheme: 1, value: 1 },
  });

export const identitiesOf = async (tx: TenantTx, customerId: string): Promise<readonly CustomerIdentity[]> =>
  (await identityRows(tx, customerId)).map(toIdentity);

/** @throws {NotFound} */
export const customerRow = async (tx: TenantTx, id: string): Promise<CustomerRow> => {
  const row = await tx.get('customers', id);
  if (row === undefined) throw new NotFound('customer');
  return row;
};

export const findCustomer = async (tx: TenantTx, id: string): Promise<Customer | null> => {
  const row = await tx.get('customers', id);
  return row === undefined ? null : toCustomer(row, await identityRows(tx, id));
};

/** Writes the card. The identities are the messages' doing and stay as they are. @throws {StaleWrite} */
export const saveCustomer = async (tx: TenantTx, customer: Customer, audit: AuditDraft): Promise<Customer> => {
  assertOwn(tx, customer.tenantId);
  const { id, name, language, email, phone, remark, version } = customer;
  const row = await tx.get('customers', id);
  if (row?.version !== version)
    throw new StaleWrite('the customer was saved by somebody else meanwhile', { id, version });
  const saved = tx.change('customers', row, { name, language, email, phone, remark, version: version + 1 });
  await appendAudit(tx, [audit]);
  return toCustomer(saved, await identityRows(tx, id));
};

/** A name the customer goes by is kept; only a missing one is filled in. */
export const nameCustomer = async (tx: TenantTx, id: string, name: string): Promise<void> => {
  const row = await tx.get('customers', id);
  if (row?.name === null) tx.change('customers', row, { name });
};
