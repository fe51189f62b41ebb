import { DomainError } from '#domain/shared/domain-error';
import type { TenantId } from '#domain/shared/ids';

/** What was sealed cannot be opened: the key is another one, or the bytes are not as they were. Never overwrite it. */
export class SealBroken extends DomainError {
  readonly code = 'vault.seal_broken';
  readonly kind = 'fatal';
}

/**
 * Encrypts what must not be read from a disk, a backup or a dump (OPS-3): AES-256-GCM under a key of each tenant's own.
 * `name` says what the bytes are, such as `session/<channel>/pre-key/7`, and is authenticated: they cannot stand elsewhere.
 */
export interface Vault {
  seal(tenantId: TenantId, name: string, bytes: Uint8Array): Uint8Array;
  /** @throws {SealBroken} */
  open(tenantId: TenantId, name: string, sealed: Uint8Array): Uint8Array;
}
