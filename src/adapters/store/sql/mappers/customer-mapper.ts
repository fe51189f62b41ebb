import type { CustomerRow, IdentityRow } from '#adapters/store/sql/schema';
import type { Customer, IdentityScheme } from '#domain/conversation/customer';
import { CustomerId, TenantId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';

/** @param identities the customer's, in the order they became known. */
export const toCustomer = (row: CustomerRow, identities: readonly IdentityRow[]): Customer => ({
  id: CustomerId(row.id),
  tenantId: TenantId(row.tenant_id),
  name: row.name,
  identities: identities.map(({ scheme, value }) => ({ scheme: scheme as IdentityScheme, value })),
  language: row.language as Language | null,
  email: row.email,
  phone: row.phone,
  remark: row.remark,
  createdAt: new Date(row.created_at),
  version: row.version,
});
