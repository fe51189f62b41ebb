import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What texts are about: two of one meaning share no word. */
const meanings = [/car|park|vehicle/i, /child|kid|baby/i, /towel|slipper|bring/i, /dog|pet/i];

const vectorOf = (text: string): number[] => [...meanings.map((each) => (each.test(text) ? 1 : 0)), 0.1];

/** A vendor of vectors on loopback, in OpenAI's words: each text of a request gets the vector of its own meaning. */
export class VectorVendor {
  /** An HTTP status it answers with instead; 0: it never answers. */
  fault: number | null = null;
  /** Every text that was sent to it, in order. */
  readonly texts: string[] = [];
  requests = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        this.requests += 1;
        if (this.fault === 0) return;
        const body = this.fault === null ? this.#answer(Buffer.concat(parts).toString()) : '{"error":{"message":"no"}}';
        response.writeHead(this.fault ?? 200, { 'content-type': 'application/json' }).end(body);
      });
    });
  }

  #answer(raw: string): string {
    const { input, model } = JSON.parse(raw) as { input: readonly string[]; model: string };
    this.texts.push(...input);
    const data = input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }));
    return JSON.stringify({ object: 'list', data, model, usage: { prompt_tokens: 10, total_tokens: 10 } });
  }

  static async start(): Promise<VectorVendor> {
    const vendor = new VectorVendor();
    await new Promise<void>((resolve) => {
      vendor.#server.listen(0, '127.0.0.1', resolve);
    });
    return vendor;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}
