import { toCustomer } from '#adapters/store/sql/mappers/customer-mapper';
import { assertOwn } from '#adapters/store/sql/own';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Customer } from '#domain/conversation/customer';
import { StaleWrite } from '#domain/shared/stale-write';
import { customerById, identitiesOf, updateCustomer } from './customer-statements.js';

export const findCustomer = async (tx: TenantTx, id: string): Promise<Customer | null> => {
  const row = await tx.first(customerById, { id });
  return row === undefined ? null : toCustomer(row, await tx.rows(identitiesOf, { customerId: id }));
};

/** Writes the card. The identities are the messages' doing and stay as they are. @throws {StaleWrite} */
export const saveCustomer = async (tx: TenantTx, customer: Customer, audit: AuditDraft): Promise<Customer> => {
  assertOwn(tx, customer.tenantId);
  const { id, name, language, email, phone, remark, version } = customer;
  const written = await tx.run(updateCustomer, { id, name, language, email, phone, remark, version });
  const saved = written === 1 ? await findCustomer(tx, id) : null;
  if (saved === null) throw new StaleWrite('the customer was saved by somebody else meanwhile', { id, version });
  await appendAudit(tx, [audit]);
  return saved;
};
