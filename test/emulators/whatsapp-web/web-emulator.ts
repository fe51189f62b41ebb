import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './self-signed.js';

export type Person = {
  readonly phone: string;
  readonly lid: string;
  readonly name: string;
  /** Whether the page knows that both are one person. */
  readonly isMapped: boolean;
  /** In which form their chat is. */
  readonly by: 'phone' | 'lid';
};

export type Account = { readonly phone: string; readonly lid: string; readonly name: string };
type Raw = Readonly<Record<string, unknown>>;
type Waiting = { readonly raw: Raw; isRead: boolean };
type Page = { readonly connection: string; device: string; readonly response: ServerResponse; ref: string };
type Asked = Raw & { readonly kind: string; readonly device: string | null; readonly connection: string };

/** What the server says to a message: takes it, refuses it, or nothing until `acks` says so. */
export type Mood = 'takes' | 'refuses' | 'silent';

const program = readFileSync(new URL('./page/program.js', import.meta.url));
const index = '<!doctype html><title>WhatsApp</title><script src="/program.js"></script>';

export const chatOf = ({ by, phone, lid }: Person): string => (by === 'lid' ? `${lid}@lid` : `${phone}@c.us`);

/** WhatsApp Web on this machine: its page for a browser, and the phone and the customers behind it. */
export class WebEmulator {
  readonly account: Account = { phone: '77010000001', lid: '880000000000001', name: 'Noor Spa' };
  readonly people: Person[] = [];
  readonly sent: Raw[] = [];
  readonly seen: string[] = [];
  readonly chatstates: string[] = [];
  /** Modules the library asked for that the page does not offer. */
  readonly unknownModules: string[] = [];
  readonly agents: string[] = [];
  mood: Mood = 'takes';
  /** No upload succeeds. */
  refusesUploads = false;
  readonly #devices = new Set<string>();
  readonly #pages = new Map<string, Page>();
  readonly #codes = new Map<string, string>();
  readonly #files = new Map<string, Uint8Array>();
  readonly #messages: Waiting[] = [];
  readonly #certificate = selfSigned('web.whatsapp.com');
  readonly #server: Server;

  private constructor() {
    const { key, cert } = this.#certificate;
    this.#server = createServer({ key, cert }, (request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<WebEmulator> {
    const emulator = new WebEmulator();
    await new Promise<void>((resolve) => {
      emulator.#server.listen(0, '127.0.0.1', resolve);
    });
    return emulator;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  get certificateDigest(): Uint8Array {
    return this.#certificate.keyDigest;
  }
  get openPages(): number {
    return this.#pages.size;
  }
  get lastSentId(): string {
    return idOf(this.sent.at(-1) ?? { id: {} });
  }
  get linkedDevices(): number {
    return this.#devices.size;
  }

  /** Everything as on the first day: no device, no message. */
  reset(): void {
    this.mood = 'takes';
    this.refusesUploads = false;
    this.#devices.clear();
    for (const list of [this.#messages, this.people, this.sent, this.seen, this.chatstates]) list.length = 0;
  }

  person(name: string, about: Partial<Person> = {}): Person {
    const number = String(this.people.length + 1).padStart(7, '0');
    const person: Person = {
      phone: `7705${number}`,
      lid: `99000000${number}`,
      name,
      isMapped: true,
      by: 'phone',
      ...about,
    };
    this.people.push(person);
    this.#tellAll({ kind: 'people', people: this.people });
    return person;
  }

  /** The owner's phone scans what it is shown. */
  scan(qr: string): void {
    const [ref = ''] = qr.split(',');
    this.#pair([...this.#pages.values()].find((page) => page.ref === ref));
  }

  enterCode(code: string): void {
    this.#pair(this.#pages.get(this.#codes.get(code) ?? ''));
  }

  /** A new code, as after its twenty seconds. */
  nextCode(): void {
    for (const page of this.#pages.values()) this.#showRef(page);
  }

  /** The owner ends the link on the phone. */
  unlink({ isPageOpen = true } = {}): void {
    this.#devices.clear();
    if (isPageOpen) this.#tellAll({ kind: 'logout' });
  }

  becomes(state: string): void {
    this.#tellAll({ kind: 'state', state });
  }

  /** Kept until a page has it and it is read. */
  says(from: Person, content: Raw, about: Raw = {}): string {
    const message = this.#message(from, content, about);
    this.#messages.push({ raw: message, isRead: false });
    this.#tellAll({ kind: 'message', message });
    return idOf(message);
  }

  /** The owner writes on the phone itself. */
  writes(to: Person, body: string): string {
    const id = { remote: chatOf(to), fromMe: true, id: newId() };
    const message = { ...this.#message(to, { type: 'chat', body }), id, notifyName: undefined, ack: 1 };
    this.#tellAll({ kind: 'message', message });
    return id.id;
  }

  /** The key came at last. */
  decrypts(from: Person, id: string, body: string): void {
    const message = this.#message(from, { type: 'chat', body }, { id: { remote: chatOf(from), fromMe: false, id } });
    this.#tellAll({ kind: 'decrypted', message });
  }

  deletes(from: Person, id: string): void {
    this.#tellAll({ kind: 'revoked', serialized: `false_${chatOf(from)}_${id}` });
  }

  reacts(from: Person, to: { readonly id: string; readonly fromMe: boolean }, reactionText: string): string {
    const id = { remote: chatOf(from), fromMe: false, id: newId() };
    const about = { remote: chatOf(from), ...to };
    const reaction = { id, about, author: chatOf(from), reactionText, reactionTimestamp: Date.now() };
    this.#tellAll({ kind: 'reaction', reaction });
    return id.id;
  }

  /** -1 refused, 1 taken, 2 delivered, 3 read. */
  acks(externalId: string, ack: number): void {
    const message = this.sent.find((one) => idOf(one) === externalId);
    if (message === undefined) throw new Error('no such message');
    this.#tellAll({ kind: 'ack', serialized: (message['id'] as Raw)['_serialized'], ack });
  }

  /** A file that customers send. */
  file(bytes: Uint8Array, mimetype: string, about: Raw = {}): Raw {
    const directPath = `/v/${randomUUID()}`;
    this.#files.set(directPath, bytes);
    const filehash = createHash('sha256').update(bytes).digest('base64');
    return { directPath, mimetype, filehash, size: bytes.byteLength, mediaKey: 'key', ...about };
  }

  #message(from: Person, content: Raw, about: Raw = {}): Raw {
    const id = { remote: chatOf(from), fromMe: false, id: newId() };
    const t = Math.floor(Date.now() / 1_000);
    return { id, from: chatOf(from), notifyName: from.name, t, ack: 0, ...content, ...about };
  }

  #pair(page: Page | undefined): void {
    if (page === undefined) throw new Error('no page shows that');
    page.device = randomUUID();
    this.#devices.add(page.device);
    tell(page, { kind: 'paired', device: page.device, ...this.#hello() });
  }

  #hello(): Raw {
    const { account, people } = this;
    const chats = people.map((person) => {
      const waiting = this.#messages.filter(({ raw }) => (raw['id'] as Raw)['remote'] === chatOf(person));
      return { messages: waiting.map(({ raw }) => raw), unread: waiting.filter(({ isRead }) => !isRead).length };
    });
    return { account, people, chats };
  }

  #showRef(page: Page): void {
    page.ref = randomBytes(12).toString('base64url');
    tell(page, { kind: 'ref', ref: page.ref });
  }

  #tellAll(what: Raw): void {
    for (const page of this.#pages.values())
      if (this.#devices.has(page.device) || what['kind'] === 'logout') tell(page, what);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    this.agents.push(request.headers['user-agent'] ?? '');
    if (pathname === '/events') return this.#welcome(searchParams, response);
    if (pathname === '/ask') {
      const asked = JSON.parse(await bodyOf(request)) as Asked;
      response.end(JSON.stringify(this.#asked(asked) ?? {}));
      return;
    }
    if (pathname === '/program.js') response.end(program);
    else if (pathname === '/') response.setHeader('content-type', 'text/html').end(index);
    else if (this.#files.has(pathname)) response.end(this.#files.get(pathname));
    else response.writeHead(404).end();
  }

  #welcome(about: URLSearchParams, response: ServerResponse): void {
    const page: Page = {
      connection: about.get('connection') ?? '',
      device: about.get('device') ?? '',
      response,
      ref: '',
    };
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.on('close', () => this.#pages.delete(page.connection));
    this.#pages.set(page.connection, page);
    if (this.#devices.has(page.device)) tell(page, { kind: 'linked', ...this.#hello() });
    else this.#showRef(page);
  }

  #asked(asked: Asked): Raw | undefined {
    switch (asked.kind) {
      case 'send':
        return this.#taken(asked['message'] as Raw);
      case 'code':
        return asked['phone'] === this.account.phone ? { code: this.#code(asked.connection) } : {};
      case 'exists':
        return { exists: this.people.some((person) => asked['wid'] === `${person.phone}@c.us`) };
      case 'upload':
        return this.refusesUploads ? {} : { directPath: `/v/${randomUUID()}` };
      case 'seen':
        return this.#read(String(asked['chat']));
      default:
        return this.#noted(asked);
    }
  }

  #noted(asked: Asked): undefined {
    if (asked.kind === 'unlink') this.#devices.delete(asked.device ?? '');
    if (asked.kind === 'chatstate') this.chatstates.push(`${String(asked['state'])} ${String(asked['chat'])}`);
    if (asked.kind === 'unknown_module') this.unknownModules.push(String(asked['name']));
  }

  #code(connection: string): string {
    const code = randomBytes(4).toString('hex').toUpperCase();
    this.#codes.set(code, connection);
    return code;
  }

  #read(chat: string): undefined {
    this.seen.push(chat);
    for (const waiting of this.#messages) if ((waiting.raw['id'] as Raw)['remote'] === chat) waiting.isRead = true;
  }

  /** The page sets what it is answered; `null` is the clock beside a message that waits. */
  #taken(message: Raw): Raw {
    this.sent.push(message);
    if (this.mood === 'takes') return { ack: 1 };
    return { ack: this.mood === 'refuses' ? -1 : 0 };
  }
}

const newId = (): string => randomBytes(16).toString('hex').toUpperCase();
const idOf = (message: Raw): string => String((message['id'] as Raw)['id']);
const tell = ({ response }: Page, what: Raw): void => void response.write(`data: ${JSON.stringify(what)}\n\n`);

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};
