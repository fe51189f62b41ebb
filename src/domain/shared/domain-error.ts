/** What sort of refusal this is. The HTTP adapter maps it to a status; the core knows no status codes. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  /** Of a kind we do not take. */
  | 'unsupported'
  | 'limited'
  | 'unavailable'
  | 'fatal';

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A named fact about a rule that was broken. `code` is stable and never reused; `details` are safe to show to the caller:
 * no secret, no other tenant's data.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;
  readonly details: ErrorDetails;

  constructor(message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.details = details;
  }
}
