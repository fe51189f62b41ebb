import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { CustomerIdentity } from '#domain/conversation/customer';

/** How an address is looked up. */
export const lookupOf = (
  { seals }: TenantTx,
  { scheme, value }: CustomerIdentity,
): { readonly scheme: string; readonly blind: string; readonly plain: string } => ({
  scheme,
  blind: seals?.tenantKeys?.blindAddress(scheme, value) ?? value,
  plain: value,
});

/** How it is stored. */
export const addressColumns = (
  tx: TenantTx,
  identity: CustomerIdentity,
): { readonly scheme: string; readonly value: string; readonly address: string | null } => ({
  scheme: identity.scheme,
  value: lookupOf(tx, identity).blind,
  address: tx.seals === null ? null : identity.value,
});
