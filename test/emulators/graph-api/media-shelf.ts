import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { graphFailure } from './graph-error.js';

/** What Meta keeps of one attachment, and what goes wrong with it. */
export type HeldMedia = {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  /** Differs from what the bytes give: somebody changed them on the way. */
  readonly sha256?: string;
  /** What it says its size is. */
  readonly size?: number;
  /** The address Meta names; absent: its own. */
  readonly url?: string;
  /** Answered instead of the address or of the bytes, so many times. */
  readonly fault?: {
    readonly at: 'address' | 'bytes';
    readonly status: number | 'hang' | 'page';
    readonly times?: number;
  };
};

const addressPath = /^\/v\d+\.\d+\/(\d+)$/;
const bytesPath = /^\/whatsapp_business\/attachments\/(\d+)$/;

/** `GET /<media id>` names an address, and the address has the bytes; both ask for the number's token. */
export class MediaShelf {
  readonly asked: { readonly id: string; readonly what: 'address' | 'bytes' }[] = [];
  readonly #held = new Map<string, HeldMedia>();
  readonly #met = new Map<string, number>();
  readonly #isToken: (authorization: string | undefined) => boolean;

  constructor(isToken: (authorization: string | undefined) => boolean) {
    this.#isToken = isToken;
  }

  hold(id: string, media: HeldMedia): void {
    this.#held.set(id, media);
    this.#met.delete(id);
  }

  /** `false`: not about media. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const { pathname } = new URL(request.url ?? '/', 'http://emulator');
    const address = addressPath.exec(pathname)?.[1];
    const bytes = bytesPath.exec(pathname)?.[1];
    const id = address ?? bytes;
    if (request.method !== 'GET' || id === undefined) return false;
    const what = address === undefined ? 'bytes' : 'address';
    this.asked.push({ id, what });
    this.#give(id, what, request, response);
    return true;
  }

  #give(id: string, what: 'address' | 'bytes', request: IncomingMessage, response: ServerResponse): void {
    if (!this.#isToken(request.headers.authorization)) {
      const { status, body } = graphFailure(190, 'Error validating access token', { status: 401 });
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      return;
    }
    const media = this.#held.get(id);
    const fault = media === undefined ? 404 : this.#faultOf(id, what, media);
    if (fault === 'hang') return;
    if (fault === 'page') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in</html>');
    else if (fault !== null) {
      const { body } = graphFailure(100, `Unsupported get request. Object with ID '${id}' does not exist`);
      response.writeHead(fault, { 'content-type': 'application/json' }).end(body);
    } else if (media !== undefined && what === 'bytes')
      response.writeHead(200, { 'content-type': media.mimeType }).end(media.bytes);
    else if (media !== undefined) this.#nameAddress(id, media, request, response);
  }

  #faultOf(id: string, what: 'address' | 'bytes', { fault }: HeldMedia): number | 'hang' | 'page' | null {
    const met = this.#met.get(id) ?? 0;
    if (fault?.at !== what || met >= (fault.times ?? Number.POSITIVE_INFINITY)) return null;
    this.#met.set(id, met + 1);
    return fault.status;
  }

  #nameAddress(id: string, media: HeldMedia, request: IncomingMessage, response: ServerResponse): void {
    const answer = {
      messaging_product: 'whatsapp',
      url: media.url ?? `http://${request.headers.host}/whatsapp_business/attachments/${id}?ext=1&hash=x`,
      mime_type: media.mimeType,
      sha256: media.sha256 ?? createHash('sha256').update(media.bytes).digest('hex'),
      file_size: media.size ?? media.bytes.length,
      id,
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }
}
