import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type BinaryNode, jidDecode, S_WHATSAPP_NET } from '@whiskeysockets/baileys';
import { WebSocketServer } from 'ws';
import { node, timestamp } from './binary-nodes.js';
import { Counters } from './counters.js';
import { Faults } from './faults.js';
import type { LinkedDevice } from './linked-device.js';
import { MediaStore } from './media-store.js';
import { type CertificateAuthority, newCertificateAuthority } from './noise/certificate-authority.js';
import { Customer } from './people/customer.js';
import type { Network } from './people/network.js';
import { OwnerPhone } from './people/owner-phone.js';
import type { PendingLink } from './people/pending-link.js';
import type { Person } from './people/person.js';
import { Connection } from './server/connection.js';
import type { Host, SessionHolder } from './server/host.js';
import { WhatsAppProtocol } from './server/protocol.js';
import type { PreKeyBundle } from './signal/pre-key-bundle.js';

const fewPreKeys = 5;

/** A client that was stopped while its stream was replaced is heard out when it goes on: what it then sends is counted. */
const socketOptions = { noServer: true, closeTimeout: 180_000 };

export type EmulatorOptions = {
  readonly port?: number;
  readonly host?: string;
  /** Of an earlier run, so that clients still trust the server; a new one otherwise. */
  readonly authority?: CertificateAuthority;
  /** Sees http requests first; `true`: it answers. */
  readonly http?: (request: IncomingMessage, response: ServerResponse) => boolean;
};

/** Something that happened, of which somebody may want to know. */
export type Change = { readonly what: string; readonly phone: string };
export type SeenStanza = {
  readonly direction: 'in' | 'out';
  readonly phone: string | undefined;
  readonly stanza: BinaryNode;
};

/** WhatsApp on loopback: the server, the phones, and everything a test or a rig may ask of them. */
export class WhatsAppEmulator implements Host, Network {
  readonly authority: CertificateAuthority;
  readonly faults = new Faults();
  readonly counters = new Counters();
  readonly media = new MediaStore(this.faults);
  /** Stanzas nobody here knows. A test looks that there are none. */
  readonly unknownStanzas: BinaryNode[] = [];
  /** What went wrong within the emulator, each the end of a connection. */
  readonly errors: unknown[] = [];
  readonly #accounts = new Map<string, Person>();
  readonly #byLid = new Map<string, Person>();
  readonly #pending = new Map<string, PendingLink>();
  readonly #connections = new Set<Connection>();
  readonly #changeListeners = new Set<(change: Change) => void>();
  readonly #stanzaListeners = new Set<(seen: SeenStanza) => void>();
  readonly #protocol = new WhatsAppProtocol();
  readonly #sockets = new WebSocketServer(socketOptions);
  readonly #server: Server;
  #nextId = 1;

  private constructor(options: EmulatorOptions) {
    this.authority = options.authority ?? newCertificateAuthority();
    this.#server = createServer((request, response) => {
      if (options.http?.(request, response) !== true) this.media.serve(request, response);
    });
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  static async start(options: EmulatorOptions = {}): Promise<WhatsAppEmulator> {
    const emulator = new WhatsAppEmulator(options);
    const { port = 0, host = '127.0.0.1' } = options;
    await new Promise<void>((resolve, reject) => {
      emulator.#server.once('error', reject);
      emulator.#server.listen(port, host, resolve);
    });
    emulator.media.host = `${host}:${(emulator.#server.address() as AddressInfo).port}`;
    return emulator;
  }

  get url(): string {
    return `ws://${this.media.host}/ws/chat`;
  }
  get httpUrl(): string {
    return `http://${this.media.host}`;
  }
  /** The public key that vouches for the server; the product must be told to trust it. */
  get rootKey(): Buffer {
    return this.authority.rootKey;
  }

  // People.

  addCustomer(phone: string, name: string): Customer {
    return this.#register(new Customer(this, phone, name));
  }
  addOwner(phone: string, name: string): OwnerPhone {
    return this.#register(new OwnerPhone(this, phone, name));
  }
  get customers(): readonly Customer[] {
    return [...this.#accounts.values()].filter((person) => person instanceof Customer);
  }
  get owners(): readonly OwnerPhone[] {
    return [...this.#accounts.values()].filter((person) => person instanceof OwnerPhone);
  }
  accountByPhone(phone: string): Person | undefined {
    return this.#accounts.get(phone);
  }
  account(jid: string | undefined): Person | undefined {
    const decoded = jid === undefined ? undefined : jidDecode(jid);
    if (decoded === undefined) return undefined;
    return decoded.server === 'lid' ? this.#byLid.get(decoded.user) : this.#accounts.get(decoded.user);
  }
  phoneOf(jid: string): string | undefined {
    return this.account(jid)?.phone;
  }

  // Connections.

  /** Logged in, of one account or of all. */
  connectionsOf(phone?: string): readonly Connection[] {
    return [...this.#connections].filter(
      ({ session, isReplaced }) =>
        session !== undefined && !isReplaced && (phone ?? session.account.phone) === session.account.phone,
    );
  }
  /** Every open socket, also those that are not logged in yet. */
  get openSockets(): number {
    return this.#connections.size;
  }
  dropTcp(phone?: string): void {
    for (const connection of this.connectionsOf(phone)) connection.drop();
  }
  endStream(phone?: string): void {
    for (const connection of this.connectionsOf(phone)) connection.endStream();
  }
  streamError(phone: string | undefined, code: number | undefined, cause?: BinaryNode): void {
    for (const connection of this.connectionsOf(phone)) connection.streamError(code, cause);
  }
  /** As if another socket had logged in with the same keys. */
  replace(phone?: string): void {
    for (const connection of this.connectionsOf(phone)) connection.replace();
  }

  // Watching.

  /** Told of each change; the returned function ends it. */
  onChange(listener: (change: Change) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }
  onStanza(listener: (seen: SeenStanza) => void): () => void {
    this.#stanzaListeners.add(listener);
    return () => this.#stanzaListeners.delete(listener);
  }

  /** Cuts every connection. */
  async close(): Promise<void> {
    for (const connection of this.#connections) connection.drop();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  // What phones and connections use.

  nextId(): string {
    return `emulated-${this.#nextId++}`;
  }
  takeBundle(device: LinkedDevice): PreKeyBundle {
    const bundle = device.takeBundle();
    const left = device.preKeys.size;
    if (left < fewPreKeys) {
      const attrs = { from: S_WHATSAPP_NET, type: 'encrypt', id: this.nextId(), t: timestamp() };
      device.link?.send(node('notification', attrs, [node('count', { value: String(left) })]));
    }
    return bundle;
  }
  pendingLink(ref: string): PendingLink | undefined {
    return this.#pending.get(ref);
  }
  offer(ref: string, link: PendingLink): void {
    this.#pending.set(ref, link);
  }
  withdraw(link: PendingLink): void {
    for (const [ref, one] of this.#pending) if (one === link) this.#pending.delete(ref);
  }
  closed(connection: SessionHolder): void {
    for (const one of this.#connections) if (one === connection) this.#connections.delete(one);
    this.changed('closed', connection.session?.account.phone ?? '');
  }
  received(connection: SessionHolder, stanza: BinaryNode): void {
    this.#see('in', connection, stanza);
  }
  sent(connection: SessionHolder, stanza: BinaryNode): void {
    this.#see('out', connection, stanza);
  }
  unknown(stanza: BinaryNode): void {
    this.unknownStanzas.push(stanza);
  }
  failed(error: unknown): void {
    this.errors.push(error);
  }
  changed(what: string, phone: string): void {
    for (const listener of this.#changeListeners) listener({ what, phone });
  }

  #see(direction: SeenStanza['direction'], { session }: SessionHolder, stanza: BinaryNode): void {
    for (const listener of this.#stanzaListeners) listener({ direction, phone: session?.account.phone, stanza });
  }
  #register<Someone extends Person>(person: Someone): Someone {
    if (this.#accounts.has(person.phone)) throw new Error(`${person.phone} is taken`);
    this.#accounts.set(person.phone, person);
    this.#byLid.set(person.lid, person);
    this.changed('registered', person.phone);
    return person;
  }
  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { upgradeStatus } = this.faults;
    if (upgradeStatus !== undefined) {
      socket.end(`HTTP/1.1 ${upgradeStatus} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.counters.connections += 1;
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#connections.add(new Connection(this, webSocket, this.#protocol));
    });
  }
}
