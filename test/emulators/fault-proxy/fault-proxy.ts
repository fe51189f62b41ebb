import { request as ask, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is answered in the product's place. */
export type Fault = {
  readonly status: number;
  /** Which calls; all, when nothing is said. */
  readonly on?: RegExp;
  /** How often; until it is taken away, when nothing is said. */
  readonly times?: number;
  /** What the product itself would say of it. Without it answers as a bare proxy would: a line of text that no page may read. */
  readonly problem?: { readonly code: string; readonly retryAfterMs?: number };
};

/** A request that has come in, read to its end. */
type Call = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly body: Buffer };

const isStream = ({ url }: IncomingMessage): boolean => /\/events\//.test(url ?? '');

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Stands before the product on a real socket, as a reverse proxy does, and fails when it is told to. */
export class FaultProxy {
  /** "GET /path", in the order they came. */
  readonly calls: string[] = [];
  /** Answered instead of being passed on. */
  fault: Fault | null = null;
  /** Takes the whole stream for itself, as some proxies do. */
  holdsStreams = false;
  /** The product has done it, and its answer never arrives; once for the first that fits. */
  losesAnswerTo: RegExp | null = null;
  delayMs = 0;
  /** Whom the product takes the visitor for: the limit for each address is counted by it. */
  address = '10.0.0.1';
  mostStreams = 0;
  /** What each stream that was opened had already. */
  readonly resumedFrom: string[] = [];
  readonly #streams = new Set<ServerResponse>();
  readonly #product: URL;
  readonly #server: Server;
  #passed = 0;

  constructor(productUrl: string) {
    this.#product = new URL(productUrl);
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Open right now. */
  get streams(): number {
    return this.#streams.size;
  }

  cutStreams(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  /** As before the first fault, for another visitor. */
  reset(address: string): void {
    this.cutStreams();
    Object.assign(this, { fault: null, holdsStreams: false, losesAnswerTo: null, delayMs: 0, mostStreams: 0, address });
    this.calls.length = 0;
    this.resumedFrom.length = 0;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const what = `${request.method} ${request.url}`;
    this.calls.push(what);
    try {
      const body = await bodyOf(request);
      if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs));
      const { fault } = this;
      if (fault !== null && (fault.on ?? /./).test(what)) this.#refuse({ request, response, body }, fault);
      else this.#pass({ request, response, body }, what);
    } catch {
      // The browser has gone.
      response.destroy();
    }
  }

  #refuse({ request, response }: Call, { status, problem, times }: Fault): void {
    this.#passed += 1;
    if (times !== undefined && this.#passed >= times) this.fault = null;
    if (this.fault === null) this.#passed = 0;
    if (problem === undefined) {
      response.writeHead(status, { 'Content-Type': 'text/plain' }).end('the server is not there');
      return;
    }
    response
      .writeHead(status, {
        'Content-Type': 'application/problem+json',
        'Access-Control-Allow-Origin': request.headers.origin ?? '*',
      })
      .end(JSON.stringify({ status, detail: problem.code, ...problem }));
  }

  #pass({ request, response, body }: Call, what: string): void {
    const { hostname, port } = this.#product;
    const headers = { ...request.headers, 'x-forwarded-for': this.address };
    const { method, url: path } = request;
    const onward = ask({ hostname, port, method, path, headers }, (answer) =>
      this.#answer(answer, request, response, what),
    );
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    onward.end(body);
  }

  #answer(answer: IncomingMessage, request: IncomingMessage, response: ServerResponse, what: string): void {
    if (this.losesAnswerTo?.test(what) === true) {
      this.losesAnswerTo = null;
      response.destroy();
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    if (!isStream(request) || answer.statusCode !== 200 || request.method !== 'GET') answer.pipe(response);
    else this.#stream(answer, request, response);
  }

  #stream(answer: IncomingMessage, { headers }: IncomingMessage, response: ServerResponse): void {
    response.flushHeaders();
    this.resumedFrom.push(String(headers['last-event-id'] ?? ''));
    this.#streams.add(response);
    this.mostStreams = Math.max(this.mostStreams, this.#streams.size);
    response.on('close', () => this.#streams.delete(response));
    if (this.holdsStreams) answer.resume();
    else answer.pipe(response);
  }
}
