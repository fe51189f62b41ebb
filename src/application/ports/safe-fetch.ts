import { DomainError } from '#domain/shared/domain-error';

export type AddressFault =
  | 'not_a_url'
  | 'not_https'
  | 'with_credentials'
  | 'port'
  /** It leads into our own network, or nowhere that is on the internet. */
  | 'private_address';

const words: Readonly<Record<AddressFault, string>> = {
  not_a_url: 'this is no web address',
  not_https: 'the address must begin with https://',
  with_credentials: 'the address must not hold a user name or a password',
  port: 'the address must use the usual port',
  private_address: 'the address must be on the public internet',
};

/** An address somebody gave us that this server does not go to. Trying again does not help. */
export class AddressRefused extends DomainError {
  readonly code = 'network.address_refused';
  readonly kind = 'invalid';
  constructor(reason: AddressFault) {
    super(words[reason], { reason, field: 'url' });
  }
}

export type FetchFault =
  | 'unknown_host'
  | 'no_connection'
  | 'timed_out'
  | 'cut'
  | 'too_large'
  /** Another kind of document than was asked for, or one in an encoding that was not. */
  | 'wrong_type'
  /** It leads elsewhere, where it must not or too often. */
  | 'redirected';

/** Nothing usable came back. */
export class FetchFailed extends DomainError {
  readonly code = 'network.fetch_failed';
  readonly kind = 'unavailable';
  readonly reason: FetchFault;
  constructor(reason: FetchFault, cause?: unknown) {
    super('the address did not give a usable answer', { reason }, cause);
    this.reason = reason;
  }
}

export type SafeRequest = {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** Sent to the origin of `url` only; a redirect to another origin goes without them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Media types in lower case, such as `application/json`; empty takes any. */
  readonly accepts: readonly string[];
  /** Wall clock for everything: looking up, connecting, redirects, the whole body. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** At most three. Only a GET follows. */
  readonly maxRedirects: number;
};

export type SafeAnswer = {
  /** Any status but a followed redirect: the caller judges. */
  readonly status: number;
  /** Where the answer came from in the end. */
  readonly url: string;
  /** Lower case, without parameters; empty when the answer names none. */
  readonly mediaType: string;
  /** The `charset` the answer names, lower case. */
  readonly charset: string | null;
  readonly bytes: Uint8Array;
};

/**
 * Requests to addresses that tenants choose. The host is looked up once, every address it has must be on the public internet,
 * and the connection goes to one of exactly those; the same holds for each redirect. No cookie, no proxy, nothing of ours.
 */
export interface SafeFetch {
  /** What can be said before looking up: form, scheme, port, an address written out. @throws {AddressRefused} */
  assertAllowed(url: string): void;
  /** @throws {AddressRefused} @throws {FetchFailed} */
  fetch(request: SafeRequest): Promise<SafeAnswer>;
}
