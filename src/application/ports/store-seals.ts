import type { TenantId } from '#domain/shared/ids';

/** The upkeep of what a store has sealed, while the product runs. Everything of it may be cut off anywhere, and goes on from there. */
export interface StoreSeals {
  /** Whose rows there are. */
  tenants(): Promise<readonly TenantId[]>;
  /**
   * Seals some rows that are not sealed yet, or under an older key of the tenant's, and wraps keys anew that another master key wrapped.
   * @returns how many rows it looked at; `null`: there is nothing left to do.
   */
  sealSome(tenantId: TenantId, limit: number): Promise<number | null>;
  /** Wraps every tenant's keys by the first master key, so that no other is needed any more. @returns how many were wrapped anew. */
  wrapAnew(): Promise<number>;
  /** Gives each tenant a new key, which seals from now on. @returns how many there are. */
  rotateTenants(): Promise<number>;
}
