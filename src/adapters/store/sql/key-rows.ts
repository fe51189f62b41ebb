/** A key of a tenant, wrapped by a master key; see `schema.ts`. */
export type TenantKeyRow = {
  tenant_id: string;
  version: number;
  /** The master key's name. */
  master: string;
  wrapped: string;
  created_at: number;
};

/** A key of a customer, wrapped by the tenant's of that version. */
export type CustomerKeyRow = {
  tenant_id: string;
  id: string;
  customer_id: string;
  tenant_version: number;
  wrapped: string;
  created_at: number;
};

/** A word that messages hold, once, with blind indexes of its first letters. */
export type SearchTermRow = {
  tenant_id: string;
  word: string;
  sealed: string;
  first1: string;
  first2: string | null;
  first3: string | null;
  first5: string | null;
};

/** How far the sealing of older rows has got in one table of one tenant. */
export type SealingPlaceRow = {
  tenant_id: string;
  table_name: string;
  /** The last row that was looked at; empty: none yet. */
  after: string;
  /** The tenant's key that all rows before it are under, or newer. */
  tenant_version: number;
  is_done: number;
};
