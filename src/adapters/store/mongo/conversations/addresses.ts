import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import type { CustomerIdentity } from '#domain/conversation/customer';

/** By its blind form; before it was sealed its document was named by the address itself. */
export const addressRow = async (
  tx: TenantTx,
  { scheme, value }: CustomerIdentity,
): Promise<Row<'customer_identities'> | undefined> => {
  const blind = tx.seals?.tenantKeys?.blindAddress(scheme, value) ?? null;
  const row = blind === null ? undefined : await tx.get('customer_identities', scheme, blind);
  return row ?? tx.get('customer_identities', scheme, value);
};

/** How it is stored. */
export const addressFields = (
  { seals }: TenantTx,
  { scheme, value }: CustomerIdentity,
): { readonly scheme: string; readonly value: string; readonly address: string | null } => {
  const blind = seals?.tenantKeys?.blindAddress(scheme, value);
  return { scheme, value: blind ?? value, address: blind === undefined ? null : value };
};
