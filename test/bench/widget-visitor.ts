import { randomUUID } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';

/** A message as the product shows it to a visitor; only what the rig looks at. */
export type SeenMessage = { readonly seq: number; readonly from: string; readonly text: string };

type Answer = { readonly status: number; readonly body: unknown };

/** Each visitor has an address of its own, as in life: the product limits what one address may do. */
const addressOf = (index: number): string => `127.${1 + (index >> 16)}.${(index >> 8) & 255}.${1 + (index % 254)}`;

const read = async (response: IncomingMessage): Promise<string> => {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) text += chunk as string;
  return text;
};

/** One browser on a shop's site: a session, its event stream, and what came over it. */
export class WidgetVisitor {
  readonly #url: URL;
  readonly #agent: Agent;
  readonly #address: string;
  #session = '';
  #token = '';
  #stream: IncomingMessage | null = null;
  /** Everything the stream showed, by number: a number twice would be a message shown twice. */
  readonly seen: SeenMessage[] = [];
  /** The stream ended although nobody closed it. */
  cutOff = 0;
  onMessage: (message: SeenMessage) => void = () => undefined;

  constructor(url: string, index: number) {
    this.#url = new URL(url);
    this.#address = addressOf(index);
    this.#agent = new Agent({ keepAlive: true, maxSockets: 2 });
  }

  /** @throws when the product does not open a session. */
  async enter(company: string): Promise<void> {
    const { status, body } = await this.#post('/api/widget/session/create/', { company });
    if (status !== 201) throw new Error(`no session: ${status} ${JSON.stringify(body)}`);
    const session = body as { session_id: string; token: string };
    this.#session = session.session_id;
    this.#token = session.token;
  }

  /** Resolves when the stream is open. */
  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      const call = request(
        {
          host: this.#url.hostname,
          port: this.#url.port,
          path: `/api/widget/session/${this.#session}/events/`,
          localAddress: this.#address,
          agent: false,
          headers: { authorization: `Bearer ${this.#token}`, accept: 'text/event-stream' },
        },
        (response) => {
          if (response.statusCode !== 200) return reject(new Error(`no stream: ${response.statusCode}`));
          this.#stream = response;
          this.#follow(response);
          resolve();
        },
      );
      call.on('error', reject);
      call.end();
    });
  }

  #follow(response: IncomingMessage): void {
    let rest = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
    });
    response.on('close', () => {
      if (this.#stream === response) this.cutOff += 1;
    });
    response.on('error', () => undefined);
  }

  #take(block: string): void {
    if (!/^event: message$/m.test(block)) return;
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (data === undefined) return;
    const message = JSON.parse(data) as SeenMessage;
    this.seen.push(message);
    this.onMessage(message);
  }

  async say(text: string): Promise<number> {
    const path = `/api/widget/session/${this.#session}/send/`;
    return (await this.#post(path, { message: text }, { 'idempotency-key': randomUUID() })).status;
  }

  leave(): void {
    const stream = this.#stream;
    this.#stream = null;
    stream?.destroy();
    this.#agent.destroy();
  }

  #post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const bytes = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const call = request(
        {
          host: this.#url.hostname,
          port: this.#url.port,
          path,
          method: 'POST',
          localAddress: this.#address,
          agent: this.#agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(bytes),
            ...(this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` }),
            ...headers,
          },
        },
        (response) => {
          void read(response).then((text) => {
            resolve({ status: response.statusCode ?? 0, body: text === '' ? null : JSON.parse(text) });
          }, reject);
        },
      );
      call.on('error', reject);
      call.end(bytes);
    });
  }
}
