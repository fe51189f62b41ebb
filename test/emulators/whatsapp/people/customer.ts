import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import { child, node, timestamp } from '../binary-nodes.js';
import type { LinkedDevice } from '../linked-device.js';
import { SignalEndpoint } from '../signal/signal-endpoint.js';
import { kindOf, type MessageKind, quotedIdOf, textOf } from './describe-message.js';
import { type MediaKind, type MediaOptions, mediaMessage, openMessageMedia } from './media-messages.js';
import {
  type ContactCard,
  contact,
  deletion,
  edit,
  groupInvite,
  location,
  type Place,
  type Poll,
  poll,
  quoting,
  reaction,
  stanzaAttributes,
} from './message-content.js';
import { newMessageId } from './message-id.js';
import { type IncomingReceipt, Person } from './person.js';
import { retryRequest } from './retry-request.js';

/** To whom a customer writes: an account with linked devices. */
export type Business = Person & { hear(from: Customer, id: string, message: proto.IMessage): void };

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
  readonly encryption: string;
  readonly at: number;
};

type SentMessage = { readonly to: Business; readonly message: proto.IMessage; readonly at: number };
export type SayOptions = { readonly id?: string; readonly at?: number };

/** A customer: one phone, which sees plaintext. */
export class Customer extends Person {
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
  /** Messages this phone could not decrypt; it asks for each again. */
  undecryptable = 0;
  isOnline = true;
  readonly #copies = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  readonly #sent = new Map<string, SentMessage>();
  readonly #blocked = new Set<string>();
  #waiting: (() => Promise<void>)[] = [];

  /** How often a message arrived. */
  copiesOf(id: string): number {
    return this.#copies.get(id) ?? 0;
  }
  /** Messages that arrived more than once. */
  get duplicates(): readonly string[] {
    return [...this.#copies].filter(([, copies]) => copies > 1).map(([id]) => id);
  }

  // What the customer does. Each of these resolves with the message's id when it is on its way.

  say(to: Business, content: string | proto.IMessage, { id = newMessageId(), at = Date.now() }: SayOptions = {}) {
    const message = typeof content === 'string' ? { conversation: content } : content;
    return this.inTurn(async () => {
      this.#sent.set(id, { to, message, at });
      const line = { id, fromMe: true, via: 'phone', kind: kindOf(message), text: textOf(message), at } as const;
      this.chats.add(to.phone, { ...line, status: 'sent' });
      for (const device of to.devices.values()) await this.#sendTo(device, id, message, at);
      to.hear(this, id, message);
      this.network.changed('said', this.phone);
      return id;
    });
  }
  async send(to: Business, kind: MediaKind, file: Buffer, options: MediaOptions & SayOptions = {}): Promise<string> {
    return this.say(to, await mediaMessage(this.network.media, kind, file, options), options);
  }
  sendImage(to: Business, file: Buffer, options?: MediaOptions): Promise<string> {
    return this.send(to, 'image', file, options);
  }
  sendDocument(to: Business, file: Buffer, options?: MediaOptions): Promise<string> {
    return this.send(to, 'document', file, options);
  }
  sendAudio(to: Business, file: Buffer, options?: MediaOptions): Promise<string> {
    return this.send(to, 'audio', file, options);
  }
  sendVideo(to: Business, file: Buffer, options?: MediaOptions): Promise<string> {
    return this.send(to, 'video', file, options);
  }
  sendSticker(to: Business, file: Buffer, options?: MediaOptions): Promise<string> {
    return this.send(to, 'sticker', file, options);
  }
  sendLocation(to: Business, place: Place): Promise<string> {
    return this.say(to, location(place));
  }
  sendContact(to: Business, card: ContactCard): Promise<string> {
    return this.say(to, contact(card));
  }
  sendPoll(to: Business, asked: Poll): Promise<string> {
    return this.say(to, poll(asked));
  }
  sendGroupInvite(to: Business, groupName: string): Promise<string> {
    return this.say(to, groupInvite(groupName));
  }
  react(to: Business, id: string, emoji: string): Promise<string> {
    return this.say(to, reaction({ id, chat: to.jid, fromMe: this.#sent.has(id) }, emoji));
  }
  /** An answer that quotes a message of the business, or one of the customer's own. */
  reply(to: Business, id: string, text: string): Promise<string> {
    const own = this.#sent.get(id);
    const message = own?.message ?? this.inbox.find((received) => received.id === id)?.message ?? {};
    return this.say(to, quoting(text, { id, author: own === undefined ? to.jid : this.jid, message }));
  }
  edit(to: Business, id: string, text: string): Promise<string> {
    return this.say(to, edit({ id, chat: to.jid, fromMe: true }, text));
  }
  delete(to: Business, id: string): Promise<string> {
    return this.say(to, deletion({ id, chat: to.jid, fromMe: true }));
  }

  /** `composing`, `recording` or `paused`. */
  type(to: Business, state: 'composing' | 'recording' | 'paused' = 'composing'): void {
    const shown = state === 'recording' ? node('composing', { media: 'audio' }) : node(state);
    for (const { link } of to.devices.values()) link?.send(node('chatstate', { from: this.#address }, [shown]));
  }
  setPresence(type: 'available' | 'unavailable'): void {
    for (const { link } of this.subscribers) link?.send(node('presence', { from: this.#address, type }));
  }
  markRead(business: Business, id: string): void {
    const to = this.inbox.find((received) => received.id === id)?.to;
    for (const device of business.devices.values()) this.#receipt(device, id, to, 'read');
    this.chats.mark(id, 'read');
    this.network.changed('read', this.phone);
  }
  /** Asks for a message again although it was readable, as a phone with a lost session does. */
  askRetry(business: Business, id: string, count = 1): void {
    for (const { link } of business.devices.values()) link?.send(retryRequest(this.signal, this.#address, id, count));
  }

  changeAddressing(addressing: 'pn' | 'lid'): void {
    this.addressing = addressing;
  }
  /** A blocked business learns nothing: its messages are accepted and never delivered. */
  block(business: Person): void {
    this.#blocked.add(business.phone);
  }
  unblock(business: Person): void {
    this.#blocked.delete(business.phone);
  }
  /** The app was installed anew: other keys, no sessions. */
  reinstall(): void {
    this.signal = new SignalEndpoint();
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

  /** The file of a received message. */
  open({ message }: ReceivedMessage): Promise<Buffer> {
    return openMessageMedia(this.network.media, message);
  }

  // What reaches the phone.

  async onEncrypted(device: LinkedDevice, stanza: BinaryNode, enc: BinaryNode): Promise<void> {
    if (this.#blocked.has(device.account.phone)) return;
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
    this.#keep({ id, from, to: this.jid, encryption: 'none' }, message, 'peer');
  }

  get #address(): string {
    return this.addressing === 'lid' ? this.lidJid : this.jid;
  }

  async #sendTo(device: LinkedDevice, id: string, message: proto.IMessage, at: number, retry = {}): Promise<void> {
    const enc = await this.encryptFor(device, message);
    if (this.breakNext > 0 && enc.content instanceof Uint8Array) {
      this.breakNext -= 1;
      enc.content[enc.content.length - 1] = (enc.content.at(-1) ?? 0) ^ 0xff;
    }
    const attributes = stanzaAttributes(message, kindOf(message));
    const other = this.addressing === 'lid' ? { sender_pn: this.jid } : { sender_lid: this.lidJid };
    const t = String(Math.floor(at / 1000));
    const attrs = { from: this.#address, id, t, notify: this.name, addressing_mode: this.addressing, ...other };
    const sealed = { ...enc, attrs: { ...enc.attrs, ...attributes.enc, ...retry } };
    device.deliver(node('message', { ...attrs, ...attributes.stanza }, [sealed]));
  }

  async #sendAgain(device: LinkedDevice, stanza: BinaryNode): Promise<void> {
    const { id = '' } = stanza.attrs;
    const sent = this.#sent.get(id);
    this.signal.dropSession(device.jid);
    const count = child(stanza, 'retry')?.attrs['count'] ?? '1';
    if (sent !== undefined) await this.inTurn(() => this.#sendTo(device, id, sent.message, sent.at, { count }));
  }

  #noteReceipt(id: string, type: string): void {
    this.receipts.push({ id, type, at: Date.now() });
    this.chats.mark(id, type === 'read' ? 'read' : 'delivered');
  }

  async #take(device: LinkedDevice, stanza: BinaryNode, enc: BinaryNode): Promise<void> {
    const { id = '', to = this.jid } = stanza.attrs;
    const message = await this.#decrypt(device, enc);
    if (message === undefined) {
      const failures = (this.#failures.get(id) ?? 0) + 1;
      this.#failures.set(id, failures);
      this.undecryptable += 1;
      device.link?.send(retryRequest(this.signal, to, id, failures));
      return;
    }
    const copies = this.copiesOf(id) + 1;
    this.#copies.set(id, copies);
    const encryption = enc.attrs['type'] ?? '';
    if (copies === 1) this.#keep({ id, from: device.account.phone, to, encryption }, message, 'peer');
    if (this.autoDeliver) this.#receipt(device, id, to);
    if (this.autoRead) this.#receipt(device, id, to, 'read');
    this.network.changed('received', this.phone);
  }

  #decrypt(device: LinkedDevice, enc: BinaryNode): Promise<proto.IMessage | undefined> {
    return this.signal.decrypt(device.jid, enc).catch(() => undefined);
  }

  #keep(
    envelope: Pick<ReceivedMessage, 'id' | 'from' | 'to' | 'encryption'>,
    message: proto.IMessage,
    via: 'peer',
  ): void {
    const kind = kindOf(message);
    const text = textOf(message);
    const at = Date.now();
    this.inbox.push({ ...envelope, kind, text, quoted: quotedIdOf(message), message, at });
    this.chats.add(envelope.from, { id: envelope.id, fromMe: false, via, kind, text, at, status: 'delivered' });
  }

  #receipt(device: LinkedDevice, id: string, from: string | undefined, type?: 'read'): void {
    const attrs = { from: from ?? this.#address, id, t: timestamp() };
    device.deliver(node('receipt', type === undefined ? attrs : { ...attrs, type }));
  }
}
