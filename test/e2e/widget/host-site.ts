import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type HostPage = {
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The snippet as the panel gives it to a business. */
export const snippet = (url: string, attributes = ''): string =>
  `<script async src="${url}/widget.js" data-client="noor-spa" ${attributes}></script>`;

export const hostPage = (url: string, { head = '', attributes = '' } = {}): HostPage => ({
  body: `<!doctype html><html lang="en"><head><title>A shop</title><meta name="viewport" content="width=device-width">${head}</head>
<body><main><h1>A shop</h1><p>What a shop says.</p></main>${snippet(url, attributes)}</body></html>`,
});

/** The site of a business: another origin than the product's. */
export class HostSite {
  readonly pages = new Map<string, HostPage>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const page = this.pages.get(new URL(request.url ?? '/', 'http://localhost').pathname);
      if (page === undefined) response.writeHead(404).end();
      else
        response
          .writeHead(200, { 'Content-Type': page.type ?? 'text/html; charset=utf-8', ...page.headers })
          .end(page.body);
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

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** A page on a name that the business has put on its list. */
  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** The same page on one it has not. */
  get strangerUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }
}
