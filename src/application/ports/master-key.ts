import { DomainError } from '#domain/shared/domain-error';

/** What a master key wrapped is not opened by the one that is there. Nothing was changed. */
export class WrongMasterKey extends DomainError {
  readonly code = 'vault.wrong_master_key';
  readonly kind = 'fatal';
}

/** Who keeps the master key does not answer, or not us. What needs a key that was not opened yet waits; nothing was changed. */
export class MasterKeyUnavailable extends DomainError {
  readonly code = 'vault.master_key_unavailable';
  readonly kind = 'unavailable';
}

/** The store says that tenants had keys, and they are not in it: it is a copy, and its keys are elsewhere. Nothing was changed. */
export class KeysMissing extends DomainError {
  readonly code = 'vault.keys_missing';
  readonly kind = 'fatal';
}

/**
 * What wraps the keys of tenants: a key of ours, or a service that keeps one and never hands it out. `name` says whose key is
 * wrapped, and is authenticated: it cannot stand in for another's.
 */
export interface MasterKey {
  /** Names the key, and tells nothing of it: stored beside what it wrapped, so that another key is known for another. */
  readonly id: string;
  /** @throws {MasterKeyUnavailable} */
  wrap(name: string, key: Uint8Array): Promise<Uint8Array>;
  /** @throws {WrongMasterKey} it wrapped something else, or nothing of this. @throws {MasterKeyUnavailable} */
  unwrap(name: string, wrapped: Uint8Array): Promise<Uint8Array>;
}
