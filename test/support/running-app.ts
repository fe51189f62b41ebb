import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON of the body, to look into. */
  readonly body: Record<string, unknown>;
};
type Call = {
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
};

/** A stream does not end by itself: it is left after its first event. */
const firstEventOf = async (response: Response): Promise<string> => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!/^event: .*\n(?:.*\n)*?\n/m.test(text)) {
    const { value, done } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) break;
    text += value;
  }
  await reader?.cancel();
  return text;
};

/** An app on a real socket of this machine. */
export class RunningApp {
  readonly #server: Server;
  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(app: Express): Promise<RunningApp> {
    const server = createServer(app);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new RunningApp(server);
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async call(method: string, path: string, { headers = {}, json, raw }: Call = {}): Promise<Reply> {
    const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
    const response = await fetch(`http://${this.host}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    const isStream = /event-stream/.test(response.headers.get('content-type') ?? '');
    const text = await (isStream ? firstEventOf(response) : response.text());
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}
