import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type CheckedMessage, checkMessage, checkTyping } from './check-message.js';
import type { Faults } from './faults.js';
import { type GraphFailure, graphFailure } from './graph-error.js';
import { MediaShelf } from './media-shelf.js';
import type { SendLog } from './send-log.js';
import type { Fault, NumberOptions, RecordedSend } from './types.js';

type Raw = Readonly<Record<string, unknown>>;

type Dependencies = {
  readonly numbers: Map<string, NumberOptions>;
  readonly openToAll: boolean;
  readonly faults: Faults;
  readonly log: SendLog;
  readonly latencyMs: number;
  readonly taken: (send: RecordedSend) => void;
  /** Calls that are not the Graph API's; `false`: not known here either. */
  readonly control: (request: IncomingMessage, body: Buffer, response: ServerResponse) => boolean;
};

const messagesPath = /^\/v\d+\.\d+\/(\d+)\/messages$/;

/** The HTTP side: authenticates, validates, takes and answers as graph.facebook.com does. */
export class GraphServer {
  requests = 0;
  refused = 0;
  faulted = 0;
  readonly server: Server;
  readonly media: MediaShelf;
  readonly #deps: Dependencies;
  /** Message ids are unique over restarts of the emulator, as Meta's are for ever. */
  readonly #run = randomBytes(6).toString('hex');
  #serial = 0;

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.media = new MediaShelf(
      (given) =>
        deps.openToAll || [...deps.numbers.values()].some(({ accessToken }) => given === `Bearer ${accessToken}`),
    );
    this.server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => this.#receive(request, response));
  }

  newWamid(): string {
    this.#serial += 1;
    return `wamid.HBgL${this.#run}${this.#serial.toString(36).padStart(8, '0')}AA==`;
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      const number = messagesPath.exec(request.url ?? '')?.[1];
      if (number !== undefined && request.method === 'POST') this.#call(number, request, body, response);
      else if (this.media.answer(request, response)) this.requests += 1;
      else if (!this.#deps.control(request, body, response))
        this.#refuse(response, graphFailure(100, 'Unsupported request'));
    });
  }

  #call(phoneNumberId: string, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    this.requests += 1;
    const barred = this.#authenticate(phoneNumberId, request.headers.authorization);
    const message = barred === null ? parseObject(body) : null;
    if (message === null) {
      this.#refuse(
        response,
        barred ?? graphFailure(100, 'Invalid parameter', { details: 'The body is not JSON of an object' }),
      );
      return;
    }
    const fault = this.#deps.faults.take(phoneNumberId, addressOf(message));
    const answer = (): void =>
      fault === null
        ? this.#succeed(phoneNumberId, message, response)
        : this.#fail(fault, phoneNumberId, message, response);
    if (fault !== null) this.faulted += 1;
    const waitMs = fault?.kind === 'delay' ? fault.ms : this.#deps.latencyMs;
    if (waitMs > 0) setTimeout(answer, waitMs);
    else answer();
  }

  #authenticate(phoneNumberId: string, authorization: string | undefined): GraphFailure | null {
    const { numbers, openToAll } = this.#deps;
    const isOf = (number: NumberOptions | undefined): boolean => authorization === `Bearer ${number?.accessToken}`;
    if (openToAll || isOf(numbers.get(phoneNumberId))) return null;
    // Another tenant's token, or no such number: Meta does not say which.
    if ([...numbers.values()].some(isOf)) return graphFailure(100, noSuchObject(phoneNumberId), { subcode: 33 });
    return graphFailure(190, 'Error validating access token', { subcode: 463 });
  }

  #fail(fault: Fault, phoneNumberId: string, message: Raw, response: ServerResponse): void {
    switch (fault.kind) {
      case 'error':
        if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
        this.#refuse(response, graphFailure(fault.code, 'Emulated error', fault));
        break;
      case 'answer':
        this.#refuse(response, fault);
        break;
      case 'delay':
        this.#succeed(phoneNumberId, message, response);
        break;
      case 'drop_before':
        response.destroy();
        break;
      case 'drop_after':
        this.#take(phoneNumberId, message);
        response.destroy();
        break;
      case 'hang_before':
        break;
      case 'hang_after':
        this.#take(phoneNumberId, message);
    }
  }

  #succeed(phoneNumberId: string, message: Raw, response: ServerResponse): void {
    const answer = this.#take(phoneNumberId, message);
    if (typeof answer === 'string') send(response, 200, answer);
    else this.#refuse(response, answer);
  }

  /** The success body, or why not. */
  #take(phoneNumberId: string, message: Raw): string | GraphFailure {
    const typing = checkTyping(message);
    if (typing !== null) {
      if ('body' in typing) return typing;
      if (typing.typing) this.#deps.log.addTyping({ phoneNumberId, messageId: typing.messageId, at: Date.now() });
      return '{"success":true}';
    }
    const checked = checkMessage(message);
    if ('body' in checked) return checked;
    const { isPhone, ...recorded } = checked;
    const taken: RecordedSend = { phoneNumberId, ...recorded, wamid: this.newWamid(), at: Date.now(), body: message };
    this.#deps.log.add(taken);
    this.#deps.taken(taken);
    return successBody(checked, taken.wamid);
  }

  #refuse(response: ServerResponse, { status, body }: GraphFailure): void {
    this.refused += 1;
    send(response, status, body);
  }
}

const noSuchObject = (id: string): string =>
  `Unsupported post request. Object with ID '${id}' does not exist or cannot be loaded due to missing permissions`;

/** Written by hand: every part is digits, an id of ours, or a checked BSUID. */
const successBody = ({ to, isPhone }: CheckedMessage, wamid: string): string =>
  `{"messaging_product":"whatsapp","contacts":[{"input":"${to}",${isPhone ? `"wa_id":"${to}"` : `"user_id":"${to}"`}}],"messages":[{"id":"${wamid}"}]}`;

const send = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
};

const addressOf = (message: Raw): string | null => {
  const address = message['to'] ?? message['recipient'];
  return typeof address === 'string' ? address : null;
};

const parseObject = (body: Buffer): Raw | null => {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Raw) : null;
  } catch {
    return null;
  }
};
