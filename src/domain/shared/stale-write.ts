import { DomainError } from '#domain/shared/domain-error';

/** Somebody saved the thing after it was read. Read again and decide again. */
export class StaleWrite extends DomainError {
  readonly code = 'store.stale_write';
  readonly kind = 'conflict';
}
