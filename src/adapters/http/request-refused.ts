export type FieldError = { readonly path: string; readonly message: string };

/** The request never reached a use case: it cannot be read, does not fit its schema, or nothing is at its address. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { errors?: readonly FieldError[]; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = 'RequestRefused';
    this.status = status;
    this.code = code;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
}

export const invalidRequest = (errors: readonly FieldError[]): RequestRefused =>
  new RequestRefused(400, 'request.invalid', 'the request does not fit; see errors', { errors });
