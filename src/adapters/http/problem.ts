import { type FieldError, RequestRefused } from '#adapters/http/request-refused';
import { DomainError, type ErrorDetails, type ErrorKind } from '#domain/shared/domain-error';

/** RFC 9457. `code` is stable; `detail` is for people and may be reworded. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly correlationId: string;
  readonly retryAfterMs?: number;
  /** Of a conflict: what stands in the way, such as who decided first. */
  readonly details?: ErrorDetails;
};

const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unsupported: 415,
  limited: 429,
  unavailable: 503,
  fatal: 500,
};

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
};

/** When `unavailable` does not say how long it lasts. */
const defaultRetryMs = 1_000;

type Refusal = Pick<Problem, 'status' | 'code' | 'detail' | 'errors' | 'retryAfterMs' | 'details'>;

const retryOf = (error: DomainError): number | null => {
  if (error.kind !== 'limited' && error.kind !== 'unavailable') return null;
  const given = (error as { retryAfterMs?: unknown }).retryAfterMs;
  return typeof given === 'number' && given > 0 ? given : defaultRetryMs;
};

const conflictOf = ({ kind, details }: DomainError): ErrorDetails | null =>
  kind === 'conflict' && Object.keys(details).length > 0 ? details : null;

/** A rule that names its field says so like a schema does. */
const fieldOf = (error: DomainError): readonly FieldError[] | null => {
  const { kind, message, details } = error;
  const { faults } = error as { faults?: readonly FieldError[] };
  // The core knows nothing of bodies; its paths are those of what was handed in.
  if (kind === 'invalid' && Array.isArray(faults))
    return faults.slice(0, 50).map((fault) => ({ path: `body.${fault.path}`, message: fault.message }));
  const field = details['field'];
  return kind === 'invalid' && typeof field === 'string' ? [{ path: `body.${field}`, message }] : null;
};

const refusalOf = (error: unknown): Refusal => {
  if (error instanceof RequestRefused) {
    const { status, code, message, errors } = error;
    return { status, code, detail: message, ...(errors.length > 0 && { errors }) };
  }
  if (error instanceof DomainError && error.kind !== 'fatal') {
    const retryAfterMs = retryOf(error);
    const errors = fieldOf(error);
    const details = conflictOf(error);
    return {
      status: statusOf[error.kind],
      code: error.code,
      detail: error.message,
      ...(errors !== null && { errors }),
      ...(retryAfterMs !== null && { retryAfterMs }),
      ...(details !== null && { details }),
    };
  }
  if (error instanceof URIError)
    return { status: 400, code: 'request.invalid', detail: 'the address is not properly encoded' };
  return {
    status: 500,
    code: 'internal',
    detail: 'something went wrong on our side; the correlation id finds it in the log',
  };
};

/** The one place where an error becomes an answer. Whatever is not known to be safe to show is `internal`. */
export const problemOf = (error: unknown, correlationId: string): Problem => {
  const refusal = refusalOf(error);
  return {
    type: `urn:wakil:problem:${refusal.code}`,
    title: titles[refusal.status] ?? 'Error',
    ...refusal,
    correlationId,
  };
};

export const problemHeaders = (error: unknown, problem: Problem): Readonly<Record<string, string>> => ({
  ...(problem.status === 401 && { 'WWW-Authenticate': 'Bearer' }),
  ...(problem.retryAfterMs !== undefined && { 'Retry-After': String(Math.ceil(problem.retryAfterMs / 1_000)) }),
  ...(error instanceof RequestRefused ? error.headers : {}),
});
