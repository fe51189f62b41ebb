/** A refusal, with what the product said. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(method: string, path: string, status: number, body: unknown) {
    super(`${method} ${path} → ${status} ${JSON.stringify(body).slice(0, 500)}`);
    this.status = status;
    this.code = String((body as { code?: unknown } | null)?.code ?? '');
  }
}

export type Credentials = { readonly token?: string; readonly apiKey?: string };

/** Calls the product's API as somebody; answers JSON, throws `Refused` for anything but a 2xx. */
export class HttpClient {
  readonly url: string;
  readonly #headers: Readonly<Record<string, string>>;
  constructor(url: string, { token, apiKey }: Credentials = {}) {
    this.url = url;
    this.#headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(apiKey === undefined ? {} : { 'x-api-key': apiKey }),
    };
  }

  async call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...this.#headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? null : JSON.parse(text);
    if (!response.ok) throw new Refused(method, path, response.status, answer);
    return answer as T;
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }
  post<T>(path: string, body: unknown = {}, headers?: Readonly<Record<string, string>>): Promise<T> {
    return this.call<T>('POST', path, body, headers);
  }
  put<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('PUT', path, body);
  }
  patch<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('PATCH', path, body);
  }

  /** Every item of a paged list. */
  async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    let after: string | null = null;
    do {
      const cursor: string =
        after === null ? '' : `${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`;
      const page: { items: T[]; next: string | null } = await this.get(path + cursor);
      items.push(...page.items);
      after = page.next;
    } while (after !== null);
    return items;
  }
}
