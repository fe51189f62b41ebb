import { Offline, problemFrom } from './problem.js';
import { currentToken, refreshToken } from './session.js';

type QueryValue = string | number | boolean | null | undefined;
type Options = {
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly signal?: AbortSignal;
  /** The same key sends once: make one per thing the person wants sent, and keep it over retries. */
  readonly idempotencyKey?: string;
  /** It is sent also when the page is left meanwhile. */
  readonly keepalive?: boolean;
  /** Public addresses look at no credential. */
  readonly anonymous?: boolean;
};
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export const withQuery = (path: string, query: Options['query'] = {}): string => {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs).toString()}`;
};

export const newIdempotencyKey = (): string => crypto.randomUUID();

const isRaw = (body: unknown): body is Blob | FormData => body instanceof Blob || body instanceof FormData;

const initOf = (method: Method, body: unknown, options: Options, token: string | null): RequestInit => {
  const headers = new Headers({ accept: 'application/json' });
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
  if (body !== undefined && !isRaw(body)) headers.set('content-type', 'application/json');
  return {
    method,
    headers,
    credentials: 'same-origin',
    signal: options.signal ?? null,
    keepalive: options.keepalive ?? false,
    ...(body !== undefined && { body: isRaw(body) ? body : JSON.stringify(body) }),
  };
};

/** @throws {Offline} no answer. An abort stays an abort. */
const reach = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new Offline(cause);
  }
};

const refusal = async (response: Response) =>
  problemFrom({
    status: response.status,
    body: await response.json().catch(() => null),
    requestId: response.headers.get('x-request-id'),
    retryAfter: response.headers.get('retry-after'),
  });

/** @throws {ApiProblem} the server refused. @throws {Offline} no answer came. */
export const callApi = async (method: Method, path: string, body?: unknown, options: Options = {}) => {
  const url = withQuery(path, options.query);
  const isKnown = options.anonymous !== true;
  const first = await reach(url, initOf(method, body, options, isKnown ? await currentToken() : null));
  const response =
    first.status === 401 && isKnown ? await reach(url, initOf(method, body, options, await refreshToken())) : first;
  if (!response.ok) throw await refusal(response);
  return response;
};

const read = async <T>(method: Method, path: string, body?: unknown, options?: Options): Promise<T> => {
  const response = await callApi(method, path, body, options);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
};

/** `T` is what the address answers, from `types.ts`. A body is sent as JSON; a Blob or FormData as it is. */
export const api = {
  get: <T>(path: string, options?: Options): Promise<T> => read('GET', path, undefined, options),
  post: <T = void>(path: string, body: unknown = {}, options?: Options): Promise<T> =>
    read('POST', path, body, options),
  put: <T = void>(path: string, body: unknown = {}, options?: Options): Promise<T> => read('PUT', path, body, options),
  patch: <T = void>(path: string, body: unknown = {}, options?: Options): Promise<T> =>
    read('PATCH', path, body, options),
  delete: <T = void>(path: string, options?: Options): Promise<T> => read('DELETE', path, undefined, options),
};
