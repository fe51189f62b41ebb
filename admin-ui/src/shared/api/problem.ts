export type FieldError = { readonly path: string; readonly message: string };

/** The server's refusal (RFC 9457), as it said it. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly correlationId: string | null;
  readonly retryAfterMs: number | null;
  /** Of a conflict: what stands in the way, such as who decided first. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(facts: Omit<ApiProblem, keyof Error>) {
    super(facts.detail);
    this.name = 'ApiProblem';
    this.status = facts.status;
    this.code = facts.code;
    this.detail = facts.detail;
    this.errors = facts.errors;
    this.correlationId = facts.correlationId;
    this.retryAfterMs = facts.retryAfterMs;
    this.details = facts.details;
  }
}

/** No answer came at all: no network, or nobody listening. Nothing is known about what happened to the request. */
export class Offline extends Error {
  constructor(cause?: unknown) {
    super('no answer from the server', { cause });
    this.name = 'Offline';
  }
}

const record = (raw: unknown): Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
const text = (raw: unknown): string | null => (typeof raw === 'string' && raw !== '' ? raw : null);

const fieldErrors = (raw: unknown): FieldError[] =>
  (Array.isArray(raw) ? raw : []).flatMap((each) => {
    const { path, message } = record(each);
    return typeof path === 'string' && typeof message === 'string' ? [{ path, message }] : [];
  });

/** `Retry-After` in seconds, or as the body says in milliseconds. */
const retryAfter = (body: Readonly<Record<string, unknown>>, header: string | null): number | null => {
  const given = body['retryAfterMs'];
  if (typeof given === 'number' && given >= 0) return given;
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
};

type Refusal = {
  readonly status: number;
  readonly body: unknown;
  readonly requestId: string | null;
  readonly retryAfter: string | null;
};

/** From any refusal: also the HTML of a proxy that is not ours becomes a problem with a code of its own. */
export const problemFrom = ({ status, body, requestId, retryAfter: header }: Refusal): ApiProblem => {
  const given = record(body);
  return new ApiProblem({
    status,
    code: text(given['code']) ?? `http.${status}`,
    detail: text(given['detail']) ?? '',
    errors: fieldErrors(given['errors']),
    correlationId: text(given['correlationId']) ?? requestId,
    retryAfterMs: retryAfter(given, header),
    details: record(given['details']),
  });
};

export const isProblem = (error: unknown, ...codes: readonly string[]): error is ApiProblem =>
  error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));

/**
 * What the server said about each field, by the field's path without its `body.`: `{ 'name': '…', 'hours.0.from': '…' }`.
 * @param under the part of the body a form edits, such as `settings`.
 */
export const fieldErrorsOf = (error: unknown, under = ''): Readonly<Record<string, string>> => {
  if (!(error instanceof ApiProblem)) return {};
  const prefix = under === '' ? 'body.' : `body.${under}.`;
  return Object.fromEntries(
    error.errors
      .filter(({ path }) => path.startsWith(prefix))
      .map(({ path, message }) => [path.slice(prefix.length), message]),
  );
};
