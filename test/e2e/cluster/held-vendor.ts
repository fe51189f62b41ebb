import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A vendor of models that has a bad day: it keeps those who ask waiting, or sends them away. The product answers by itself then. */
export class HeldVendor {
  /** The models it was asked for, oldest first. */
  readonly asked: string[] = [];
  isHolding = false;
  readonly #waiting: ServerResponse[] = [];
  readonly #server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      this.asked.push(String((JSON.parse(body) as { model?: unknown }).model));
      if (this.isHolding) this.#waiting.push(response);
      else this.#refuse(response);
    });
  });

  static async start(): Promise<HeldVendor> {
    const vendor = new HeldVendor();
    await new Promise<void>((resolve) => {
      vendor.#server.listen(0, '127.0.0.1', resolve);
    });
    return vendor;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  letGo(): void {
    this.isHolding = false;
    for (const response of this.#waiting.splice(0)) this.#refuse(response);
  }

  async stop(): Promise<void> {
    this.letGo();
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  #refuse(response: ServerResponse): void {
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":{"message":"not today"}}');
  }
}
