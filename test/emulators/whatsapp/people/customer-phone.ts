import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import { child, node, timestamp } from '../binary-nodes.js';
import type { LinkedDevice } from '../linked-device.js';
import { kindOf, type MessageKind, quotedIdOf, textOf } from './describe-message.js';
import { stanzaAttributes } from './message-content.js';
import { type IncomingReceipt, Person } from './person.js';
import { retryRequest } from './retry-request.js';

/** A message the customer can read. */
export type ReceivedMessage = {
  readonly id: string;
  /** Number of the business. */
  readonly from: string;
  /** The address it was sent to: one person has two. */
  readonly to: string;
  readonly kind: MessageKind;
  readonly text: string;
  /** The id it answers. */
  readonly quoted: string | undefined;
  readonly message: proto.IMessage;
  /** `pkmsg`: the first of a session; `msg`: the rest; `none`: written on the owner's phone. */
  readonly encryption: string;
  readonly at: number;
};

export type SentMessage = { readonly message: proto.IMessage; readonly at: number };

/** A customer's phone at the wire: what reaches it, and how it writes. */
export abstract class CustomerPhone extends Person {
  /** Each message once, however often it came. */
  readonly inbox: ReceivedMessage[] = [];
  /** What linked devices told about this customer's own messages. */
  readonly receipts: { readonly id: string; readonly type: string; readonly at: number }[] = [];
  readonly typing: { readonly from: string; readonly state: string; readonly at: number }[] = [];
  /** Which of the two addresses a message carries. */
  addressing: 'pn' | 'lid' = 'pn';
  autoDeliver = true;
  autoRead = false;
  /** So many of the next outgoing messages cannot be decrypted. */
  breakNext = 0;
  /** Arrivals this phone could not decrypt; it asks for each again. */
  undecryptable = 0;
  isOnline = true;
  protected readonly sent = new Map<string, SentMessage>();
  readonly #copies = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  #waiting: (() => Promise<void>)[] = [];

  /** How often a message arrived. */
  copiesOf(id: string): number {
    return this.#copies.get(id) ?? 0;
  }
  /** Messages that arrived more than once. */
  get duplicates(): readonly string[] {
    return [...this.#copies].filter(([, copies]) => copies > 1).map(([id]) => id);
  }

  messageOf(id: string): proto.IMessage | undefined {
    return this.sent.get(id)?.message ?? this.inbox.find((received) => received.id === id)?.message;
  }

  async onEncrypted(device: LinkedDevice, stanza: BinaryNode, enc: BinaryNode): Promise<void> {
    if (this.blocked.has(device.account.phone)) return;
    const take = () => this.#take(device, stanza, enc);
    if (this.isOnline) await take();
    else this.#waiting.push(take);
  }
  onTyping(device: LinkedDevice, state: string): void {
    this.typing.push({ from: device.account.phone, state, at: Date.now() });
    this.network.changed('typing', this.phone);
  }
  async onReceipt(device: LinkedDevice, { ids, type, stanza }: IncomingReceipt): Promise<void> {
    if (type === 'retry') await this.#sendAgain(device, stanza);
    else for (const id of ids) this.#noteReceipt(id, type);
    this.network.changed('receipt', this.phone);
  }
  /** The owner wrote on the phone: what arrives never was in the product's hands. */
  onOwnersMessage(from: string, id: string, message: proto.IMessage): void {
    this.#keep({ id, from, to: this.jid, encryption: 'none' }, message);
  }

  onOwnersReading(id: string): void {
    this.#noteReceipt(id, 'read');
  }

  goOffline(): void {
    this.isOnline = false;
  }
  /** What waited arrives, in order. */
  async goOnline(): Promise<void> {
    this.isOnline = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const take of waiting) await take();
  }

  protected get address(): string {
    return this.addressing === 'lid' ? this.lidJid : this.jid;
  }

  protected async sendTo(device: LinkedDevice, id: string, { message, at }: SentMessage, retry = {}): Promise<void> {
    const enc = await this.encryptFor(device, message);
    if (this.breakNext > 0 && enc.content instanceof Uint8Array) {
      this.breakNext -= 1;
      enc.content[enc.content.length - 1] = (enc.content.at(-1) ?? 0) ^ 0xff;
    }
    const attributes = stanzaAttributes(message, kindOf(message));
    const other = this.addressing === 'lid' ? { sender_pn: this.jid } : { sender_lid: this.lidJid };
    const t = String(Math.floor(at / 1000));
    const attrs = { from: this.address, id, t, notify: this.name, addressing_mode: this.addressing, ...other };
    const sealed = { ...enc, attrs: { ...enc.attrs, ...attributes.enc, ...retry } };
    device.deliver(node('message', { ...attrs, ...attributes.stanza }, [sealed]));
  }

  protected sendReceipt(device: LinkedDevice, id: string, from = this.address, type?: 'read'): void {
    const attrs = { from, id, t: timestamp() };
    device.deliver(node('receipt', type === undefined ? attrs : { ...attrs, type }));
  }

  async #sendAgain(device: LinkedDevice, stanza: BinaryNode): Promise<void> {
    const { id = '' } = stanza.attrs;
    const sent = this.sent.get(id);
    this.signal.dropSession(device.jid);
    const count = child(stanza, 'retry')?.attrs['count'] ?? '1';
    if (sent !== undefined) await this.inTurn(() => this.sendTo(device, id, sent, { count }));
  }

  #noteReceipt(id: string, type: string): void {
    this.receipts.push({ id, type, at: Date.now() });
    this.chats.mark(id, type === 'read' ? 'read' : 'delivered');
  }

  async #take(device: LinkedDevice, stanza: BinaryNode, enc: BinaryNode): Promise<void> {
    const { id = '', to = this.jid } = stanza.attrs;
    const message = await this.signal.decrypt(device.jid, enc).catch(() => undefined);
    if (message === undefined) {
      this.#askAgain(device, id, to);
      return;
    }
    const copies = this.copiesOf(id) + 1;
    this.#copies.set(id, copies);
    const encryption = enc.attrs['type'] ?? '';
    if (copies === 1) this.#keep({ id, from: device.account.phone, to, encryption }, message);
    if (this.autoDeliver) this.sendReceipt(device, id, to);
    if (this.autoRead) this.sendReceipt(device, id, to, 'read');
    this.network.changed('received', this.phone);
  }

  #askAgain(device: LinkedDevice, id: string, from: string): void {
    const failures = (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, failures);
    this.undecryptable += 1;
    device.link?.send(retryRequest(this.signal, { from, id }, failures));
    this.network.changed('undecryptable', this.phone);
  }

  #keep(envelope: Pick<ReceivedMessage, 'id' | 'from' | 'to' | 'encryption'>, message: proto.IMessage): void {
    const kind = kindOf(message);
    const text = textOf(message);
    const at = Date.now();
    this.inbox.push({ ...envelope, kind, text, quoted: quotedIdOf(message), message, at });
    const line = { id: envelope.id, fromMe: false, via: 'peer', kind, text, at, status: 'delivered' } as const;
    this.chats.add(envelope.from, line);
  }
}
