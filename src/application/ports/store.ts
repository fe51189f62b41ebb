import type { PlatformStore } from '#application/ports/platform-store';
import type { TenantStore } from '#application/ports/tenant-store';
import { DomainError } from '#domain/shared/domain-error';
import type { TenantId } from '#domain/shared/ids';

/** The disk or the server behind the store refuses to write; nothing was acknowledged, and it may work again later. */
export class StoreUnavailable extends DomainError {
  readonly code = 'store.unavailable';
  readonly kind = 'unavailable';
}

/** A record of another tenant came back, or a statement named none. Never an empty result: somebody must look. */
export class TenantIsolationBroken extends DomainError {
  readonly code = 'store.tenant_isolation_broken';
  readonly kind = 'fatal';
}

/**
 * Where everything lives. A resolved write is on disk and survives the loss of the process and of the power.
 * The platform's own audit log is that of `platform`.
 */
export interface Store {
  /** The only way to one tenant's data. Cheap; nothing is opened or read. */
  tenant(tenantId: TenantId): TenantStore;
  readonly platform: PlatformStore;
  /** Copies the whole store, encrypted like the original, while it is in use. */
  backup(toPath: string): Promise<void>;
  close(): Promise<void>;
}
