/** The server has answered and refused, or (status 0) there was no answer. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs: number;

  constructor(status: number, problem: { code?: string; detail?: string; retryAfterMs?: number } | null) {
    super(problem?.detail ?? '');
    this.status = status;
    this.code = problem?.code ?? '';
    this.retryAfterMs = problem?.retryAfterMs ?? 0;
  }

  /** Whether the same call may succeed later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export type Call = {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly key?: string;
  readonly lastEventId?: number;
  readonly signal?: AbortSignal;
};

/** Longer than a slow phone needs, shorter than a visitor's patience. */
const timeoutMs = 20_000;

const headersOf = ({ body, token, key, lastEventId }: Call): Record<string, string> => ({
  ...(body !== undefined && { 'Content-Type': 'application/json' }),
  ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  ...(key !== undefined && { 'Idempotency-Key': key }),
  ...(lastEventId !== undefined && { 'Last-Event-ID': String(lastEventId) }),
});

export class Api {
  readonly #base: string;
  /** The server's clock minus ours; only for words such as "today". */
  clockOffsetMs = 0;

  constructor(base: string) {
    this.#base = `${base}api/widget/`;
  }

  url(path: string): string {
    return this.#base + path;
  }

  /** @throws {ApiFailure} */
  async open(path: string, call: Call = {}): Promise<Response> {
    const { method = 'GET', body, signal = AbortSignal.timeout(timeoutMs) } = call;
    const response = await fetch(this.#base + path, {
      method,
      signal,
      headers: headersOf(call),
      body: body === undefined ? null : JSON.stringify(body),
      // The token says who it is; no cookie is sent or kept.
      credentials: 'omit',
      cache: 'no-store',
    }).catch(() => {
      throw new ApiFailure(0, null);
    });
    this.observeClock(response.headers.get('date'));
    if (response.ok) return response;
    throw new ApiFailure(response.status, await response.json().catch(() => null));
  }

  /** @throws {ApiFailure} */
  async json<T>(path: string, call: Call = {}): Promise<T> {
    const response = await this.open(path, call);
    const text = await response.text().catch(() => {
      throw new ApiFailure(0, null);
    });
    return (text === '' ? {} : JSON.parse(text)) as T;
  }

  /** A moment the server has just named. */
  observeClock(moment: string | null): void {
    const at = Date.parse(moment ?? '');
    if (at > 0) this.clockOffsetMs = at - Date.now();
  }

  get now(): number {
    return Date.now() + this.clockOffsetMs;
  }
}
