import type { CustomerRow, IdentityRow } from '#adapters/store/sql/schema';
import type { Customer, CustomerIdentity, IdentityScheme } from '#domain/conversation/customer';
import { CustomerId, TenantId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';

/** In a row of an older release the value is the address itself. */
export const toIdentity = ({ scheme, value, address }: IdentityRow): CustomerIdentity => ({
  scheme: scheme as IdentityScheme,
  value: address ?? value,
});

/** @param identities the customer's, in the order they became known. */
export const toCustomer = (row: CustomerRow, identities: readonly IdentityRow[]): Customer => ({
  id: CustomerId(row.id),
  tenantId: TenantId(row.tenant_id),
  name: row.name,
  identities: identities.map(toIdentity),
  language: row.language as Language | null,
  email: row.email,
  phone: row.phone,
  remark: row.remark,
  createdAt: new Date(row.created_at),
  version: row.version,
});
