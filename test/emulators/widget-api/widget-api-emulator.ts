import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { aConfig, type Config, EmulatedConversation, type Event } from './conversation.js';

type Page = { readonly html: string; readonly headers?: Readonly<Record<string, string>> };
type Call = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly body: Buffer };

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };
const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'authorization, content-type, idempotency-key, last-event-id',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, OPTIONS',
};

/** The website channel's API over real sockets, the built widget beside it, and host pages; it fails when it is told to. */
export class WidgetApiEmulator {
  readonly conversations: EmulatedConversation[] = [];
  readonly pages = new Map<string, Page>();
  readonly calls: string[] = [];
  readonly submissions: unknown[] = [];
  readonly ratings: unknown[] = [];
  config: (language: string | null) => Config = () => aConfig();
  /** Answers every call of the API so, instead of doing it. */
  failing: { readonly status: number; readonly code: string; readonly retryAfterMs?: number } | null = null;
  /** Keeps streams to itself, as some proxies do. */
  isBuffering = false;
  /** Takes a message and loses the answer, once. */
  losesNextAnswer = false;
  mostStreams = 0;
  onMessage: (conversation: EmulatedConversation, text: string) => void = () => {};
  readonly #streams = new Set<ServerResponse>();
  readonly #folder: string;
  readonly #server: Server;

  constructor(folder: string) {
    this.#folder = folder;
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => this.#serve({ request, response, body: Buffer.concat(chunks) }));
    });
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

  get streams(): number {
    return this.#streams.size;
  }

  get conversation(): EmulatedConversation {
    const last = this.conversations.at(-1);
    if (last === undefined) throw new Error('nobody has begun a session');
    return last;
  }

  dropStreams(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  #serve(call: Call): unknown {
    const { pathname, searchParams } = new URL(call.request.url ?? '/', this.url);
    if (pathname.startsWith('/api/widget/')) return this.#api(call, pathname.slice(12), searchParams);
    const page = this.pages.get(pathname);
    if (page !== undefined) {
      call.response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
      return null;
    }
    this.#asset(call.response, pathname.replace(/^\/static\/widget\//, '/'));
  }

  #asset(response: ServerResponse, path: string): void {
    const file = join(this.#folder, path);
    const type = types[extname(path)];
    if (type === undefined || !existsSync(file)) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': type, ...cors }).end(readFileSync(file));
  }

  #api(call: Call, path: string, query: URLSearchParams): unknown {
    const { request, response } = call;
    const method = request.method ?? 'GET';
    if (method === 'OPTIONS') {
      response.writeHead(204, cors).end();
      return;
    }
    this.calls.push(`${method} ${path}`);
    if (this.failing !== null) return this.#refuse(response, this.failing.status, this.failing.code, this.failing);
    if (path.startsWith('company/')) return this.#answer(response, this.config(query.get('language')));
    if (path === 'session/create/') return this.#create(call);
    const [, sessionId, rest = ''] = /^session\/([^/]+)\/(.*)$/.exec(path) ?? [];
    const token = request.headers.authorization?.replace('Bearer ', '');
    const conversation = this.conversations.find(({ id }) => id === sessionId);
    if (conversation === undefined) return this.#refuse(response, 404, 'resource.not_found');
    if (conversation.token !== token) return this.#refuse(response, 401, 'auth.unauthenticated');
    this.#session(call, conversation, `${method} ${rest}`, query);
  }

  #session(call: Call, conversation: EmulatedConversation, what: string, query: URLSearchParams): unknown {
    const { response } = call;
    const json = () => JSON.parse(call.body.toString() || '{}');
    const [verb] = what.replace(/forms\/[^/]+\//, 'forms/').split('?');
    switch (verb ?? '') {
      case 'POST send/':
        return this.#send(call, conversation);
      case 'GET messages/': {
        const after = Number(query.get('after') ?? 0);
        const found = conversation.messages.filter(({ seq }) => seq > after);
        return this.#answer(response, {
          messages: found.slice(0, 50),
          has_more: found.length > 50,
          state: conversation.state,
        });
      }
      case 'PUT status/': {
        const { status, read_seq } = json();
        if (read_seq !== undefined) conversation.change({ read_seq });
        if (status === 'closed') conversation.change({ status, rating: 'asked' });
        return this.#answer(response, { state: conversation.state });
      }
      case 'GET events/':
        return this.#stream(call, conversation);
      case 'POST files/':
        return this.#upload(call, conversation, query.get('name') ?? '');
      case 'POST rating/':
        this.ratings.push(json());
        conversation.change({ rating: 'given' });
        return this.#answer(response, { state: conversation.state });
      case 'POST forms/':
        this.submissions.push(json());
        return this.#answer(response, { thanks: 'Thank you, we call you back.' });
      default:
        return this.#refuse(response, 404, 'resource.not_found');
    }
  }

  #create({ response, body }: Call): void {
    const { token } = JSON.parse(body.toString());
    const known = this.conversations.find((each) => each.token === token);
    const conversation = known?.state.status === 'active' ? known : new EmulatedConversation();
    if (conversation !== known) this.conversations.push(conversation);
    this.#answer(response, {
      session_id: conversation.id,
      token: conversation.token,
      expires_at: new Date(Date.now() + 30 * 86_400_000).toISOString(),
      state: conversation.state,
    });
  }

  #send({ request, response, body }: Call, conversation: EmulatedConversation): unknown {
    if (conversation.state.status !== 'active') return this.#refuse(response, 409, 'widget.session_closed');
    const sent = JSON.parse(body.toString());
    if ((sent.message ?? '').length > 4_000) return this.#refuse(response, 413, 'request.too_large');
    const before = conversation.messages.length;
    const taken = conversation.take(String(request.headers['idempotency-key']), sent);
    if (this.losesNextAnswer) {
      this.losesNextAnswer = false;
      response.destroy();
      return;
    }
    this.#answer(response, taken, 201);
    if (conversation.messages.length > before) this.onMessage(conversation, taken.text);
  }

  #upload({ request, response, body }: Call, conversation: EmulatedConversation, name: string): void {
    const id = `file_${String(conversation.files.size).padStart(32, '0')}`;
    const file = {
      id,
      name,
      mime_type: String(request.headers['content-type']),
      size: body.length,
      url: `${this.url}/files/${id}`,
    };
    conversation.files.set(id, file as never);
    this.#answer(response, file, 201);
  }

  #stream({ request, response }: Call, conversation: EmulatedConversation): void {
    const from = Number(request.headers['last-event-id'] ?? 0);
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', ...cors });
    response.flushHeaders();
    const write = ({ event, id, data }: Event): void => {
      const line = `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
      if (!this.isBuffering) response.write(line);
    };
    if (!this.isBuffering) response.write(': connected\nretry: 1000\n\n');
    for (const message of conversation.messages.filter(({ seq }) => seq > from))
      write({ event: 'message', id: message.seq, data: message });
    write({ event: 'state', data: conversation.state });
    conversation.listeners.add(write);
    this.#streams.add(response);
    this.mostStreams = Math.max(this.mostStreams, this.#streams.size);
    response.on('close', () => {
      conversation.listeners.delete(write);
      this.#streams.delete(response);
    });
  }

  #answer(response: ServerResponse, body: unknown, status = 200): void {
    response.writeHead(status, { 'Content-Type': 'application/json', ...cors }).end(JSON.stringify(body));
  }

  #refuse(response: ServerResponse, status: number, code: string, more: object = {}): void {
    const problem = { type: `urn:wakil:problem:${code}`, title: code, status, code, detail: code, ...more };
    response
      .writeHead(status, { 'Content-Type': 'application/problem+json', ...cors })
      .end(JSON.stringify({ ...problem, status, correlationId: 'emulated' }));
  }
}
