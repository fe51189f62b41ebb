import { DomainError } from '#domain/shared/domain-error';
import type { FileId, TenantId } from '#domain/shared/ids';

/** The disk or the service that holds files refuses; it may work again later. */
export class BlobStoreUnavailable extends DomainError {
  readonly code = 'blob_store.unavailable';
  readonly kind = 'unavailable';
}

/** Bytes by (tenant, file). A resolved `put` survives the loss of the process; nothing is readable without the key. */
export interface BlobStore {
  /** Writes whole or not at all; the same id again replaces. @throws {BlobStoreUnavailable} */
  put(tenantId: TenantId, id: FileId, bytes: Uint8Array): Promise<void>;
  /** `null`: there is none. @throws {BlobStoreUnavailable} also when the bytes are not as they were written. */
  get(tenantId: TenantId, id: FileId): Promise<Uint8Array | null>;
  /** Gone, or never there. */
  remove(tenantId: TenantId, id: FileId): Promise<void>;
  /** Everything of a destroyed tenant. */
  removeTenant(tenantId: TenantId): Promise<void>;
}
