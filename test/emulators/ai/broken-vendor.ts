import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a vendor's server does wrong, on the wire: below what a mock of its answers can say. */
export const faultNames = [
  'wrong_key',
  'no_credit',
  'unknown_model',
  'html_200',
  'html_502',
  'half_json',
  'other_language',
  'hundred_kb',
  'never',
  'one_byte_a_second',
  'rate_limited',
  'error_500',
  'cut_in_body',
  'hang_up',
  'empty',
  'error_in_200',
] as const;
export type WireFault = (typeof faultNames)[number];

const jsonType = { 'content-type': 'application/json' };

const refuse = (response: ServerResponse, status: number, error: object, headers = {}): void => {
  response.writeHead(status, { ...jsonType, ...headers }).end(JSON.stringify({ type: 'error', error }));
};

/** The envelope each vendor puts a model's words in. */
const enveloped = (vendor: string, content: string): string => {
  if (vendor === 'anthropic')
    return JSON.stringify({
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'm',
      content: [{ type: 'text', text: content }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 10, output_tokens: 10 },
    });
  if (vendor === 'google')
    return JSON.stringify({
      candidates: [{ content: { role: 'model', parts: [{ text: content }] }, finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 10 },
    });
  return JSON.stringify({
    id: 'c',
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 10, completion_tokens: 10 },
  });
};

const page = '<!doctype html><html><body>502 Bad Gateway</body></html>';

/** Keeps the connection busy without ever ending: a client that waits for silence waits for ever. */
const drip = (response: ServerResponse): void => {
  response.writeHead(200, jsonType);
  const timer = setInterval(() => response.write(' '), 100);
  response.on('close', () => clearInterval(timer));
};

const cut = (response: ServerResponse, vendor: string): void => {
  const body = enveloped(vendor, '{"language":"en","acts":[');
  response.writeHead(200, { ...jsonType, 'content-length': String(body.length) });
  response.write(body.slice(0, 40), () => response.destroy());
};

type Misdeed = (response: ServerResponse, vendor: string) => void;

const say =
  (content: string): Misdeed =>
  (response, vendor) => {
    response.writeHead(200, jsonType).end(enveloped(vendor, content));
  };

const misdeeds: Readonly<Record<WireFault, Misdeed>> = {
  wrong_key: (response) => refuse(response, 401, { message: 'Incorrect API key provided', code: 'invalid_api_key' }),
  no_credit: (response) =>
    refuse(response, 429, { message: 'You exceeded your current quota', code: 'insufficient_quota' }),
  unknown_model: (response) => refuse(response, 404, { message: 'The model does not exist', code: 'model_not_found' }),
  html_200: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page),
  html_502: (response) => response.writeHead(502, { 'content-type': 'text/html' }).end(page),
  half_json: say('{"language":"en","acts":[{"act":"quote_pri'),
  other_language: say('¡Claro! Le hago un 50 % de descuento, pedido confirmado.'),
  hundred_kb: say('x'.repeat(100_000)),
  never: () => undefined,
  one_byte_a_second: drip,
  rate_limited: (response) => refuse(response, 429, { message: 'Too many requests' }, { 'retry-after': '1' }),
  error_500: (response) => refuse(response, 500, { message: 'boom' }),
  cut_in_body: cut,
  hang_up: (response) => response.destroy(),
  empty: (response) => response.writeHead(200, jsonType).end(),
  error_in_200: (response) => response.writeHead(200, jsonType).end(JSON.stringify({ error: { message: 'no' } })),
};

const vendorOf = (path: string): string =>
  path.includes('generateContent') ? 'google' : path.includes('messages') ? 'anthropic' : 'openai';

/** A server that does one thing wrong, as each vendor would. */
export class BrokenVendor {
  fault: WireFault = 'error_500';
  requests = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      request.resume();
      request.on('end', () => {
        this.requests += 1;
        misdeeds[this.fault](response, vendorOf(request.url ?? ''));
      });
    });
  }

  static async start(): Promise<BrokenVendor> {
    const vendor = new BrokenVendor();
    await new Promise<void>((resolve) => {
      vendor.#server.listen(0, '127.0.0.1', resolve);
    });
    return vendor;
  }

  baseUrlOf(vendor: string): string {
    const url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return vendor.startsWith('openai') ? `${url}/v1` : url;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}
