import { StoreUnavailable } from '#application/ports/store';
import { DomainError } from '#domain/shared/domain-error';

/** What the network or the server did, rather than what was asked of it. */
const outside =
  /^Mongo(?:ose)?(?:ServerSelection|Network|NetworkTimeout|NotConnected|PoolCleared|PoolClosed|TopologyClosed|WriteConcern|ClientClosed|Expired\w*|OperationTimeout)Error$/;
/** Answers of a server that is changing its primary, or has no room. */
const outsideCodes: ReadonlySet<number> = new Set([
  6, 7, 50, 64, 89, 91, 100, 189, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436, 14031,
]);

type Failure = { readonly name?: unknown; readonly code?: unknown; readonly cause?: unknown };
const failureOf = (error: unknown): Failure => (typeof error === 'object' && error !== null ? error : {});

const isOutside = (error: unknown): boolean => {
  const { name, code } = failureOf(error);
  return (typeof name === 'string' && outside.test(name)) || (typeof code === 'number' && outsideCodes.has(code));
};

/** The port's error for a failure from outside; any other as it is. Neither says an address or a credential. */
export const asUnavailable = (error: unknown): unknown => {
  if (error instanceof DomainError || !isOutside(error)) return error;
  const { name, code } = failureOf(error);
  return new StoreUnavailable('the database cannot be reached, or cannot write now', { reason: String(code ?? name) });
};

export const isDuplicateKey = (error: unknown): boolean => failureOf(error).code === 11_000;
