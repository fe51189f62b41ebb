import { DomainError } from '#domain/shared/domain-error';

export class TooManyRequests extends DomainError {
  readonly code = 'rate_limit.exceeded';
  readonly kind = 'limited';
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super('too many requests; wait a little and try again', { retryAfterMs });
    this.retryAfterMs = retryAfterMs;
  }
}

/** Counts attempts under a key, which begins with the tenant wherever there is one. */
export interface RateLimiter {
  /** Takes one of `points` in `windowMs`. @throws {TooManyRequests} none is left. */
  take(key: string, points: number, windowMs: number): Promise<void>;
  /** Milliseconds until the key may try again; 0 when it may now. Takes nothing. */
  blockedForMs(key: string, points: number): Promise<number>;
  /** Forgets the key, as after a successful sign-in. */
  clear(key: string): Promise<void>;
}
