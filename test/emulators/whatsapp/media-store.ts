import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from './faults.js';

/** The media host: holds sealed files by path, over plain http. */
export class MediaStore {
  /** `127.0.0.1:<port>`, once the server listens. */
  host = '';
  uploads = 0;
  downloads = 0;
  readonly #files = new Map<string, Buffer>();
  readonly #faults: Faults;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  /** The path under which it can be had. */
  put(file: Buffer): string {
    const path = `/o/${randomUUID()}`;
    this.#files.set(path, file);
    return path;
  }
  get(path: string): Buffer | undefined {
    return this.#files.get(path);
  }
  remove(path: string): void {
    this.#files.delete(path);
  }
  urlOf(path: string): string {
    return `http://${this.host}${path}`;
  }

  serve(request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'POST') this.#upload(request, response);
    else this.#download(new URL(request.url ?? '/', 'http://media').pathname, response);
  }

  #upload(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { uploadStatus } = this.#faults;
      if (uploadStatus !== undefined) {
        response.writeHead(uploadStatus).end();
        return;
      }
      this.uploads += 1;
      const path = this.put(Buffer.concat(chunks));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ url: this.urlOf(path), direct_path: path }));
    });
  }

  #download(path: string, response: ServerResponse): void {
    const file = this.#files.get(path);
    const status = this.#faults.downloadStatus ?? (file === undefined ? 404 : 200);
    if (status === 200) this.downloads += 1;
    response.writeHead(status).end(status === 200 ? file : undefined);
  }
}
