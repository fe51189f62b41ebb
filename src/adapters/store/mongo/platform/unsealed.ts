import type { StoreSeals } from '#application/ports/store-seals';
import type { TenantId } from '#domain/shared/ids';

/** Nothing is sealed here yet, so that there is nothing to keep up. */
export class Unsealed implements StoreSeals {
  async tenants(): Promise<readonly TenantId[]> {
    return [];
  }
  async sealSome(): Promise<number | null> {
    return null;
  }
  async wrapAnew(): Promise<number> {
    return 0;
  }
  async rotateTenants(): Promise<number> {
    return 0;
  }
}
