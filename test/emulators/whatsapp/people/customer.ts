import type { proto } from '@whiskeysockets/baileys';
import { node } from '../binary-nodes.js';
import { SignalEndpoint } from '../signal/signal-endpoint.js';
import { CustomerPhone, type ReceivedMessage } from './customer-phone.js';
import { kindOf, textOf } from './describe-message.js';
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
} from './message-content.js';
import { newMessageId } from './message-id.js';
import type { Person } from './person.js';
import { retryRequest } from './retry-request.js';

/** To whom a customer writes: an account whose own phone hears it as well. */
export type Business = Person & { hear(from: Customer, id: string, message: proto.IMessage): void };

/** `at`: when the phone says it was written. */
export type SayOptions = { readonly id?: string; readonly at?: number };

/**
 * A customer with a phone. Whatever sends resolves with the message's id when it is on its way; messages of one customer
 * leave in the order of the calls.
 */
export class Customer extends CustomerPhone {
  say(to: Business, content: string | proto.IMessage, options: SayOptions = {}): Promise<string> {
    const { id = newMessageId(), at = Date.now() } = options;
    const message = typeof content === 'string' ? { conversation: content } : content;
    return this.inTurn(async () => {
      const sent = { message, at };
      this.sent.set(id, sent);
      const line = { id, kind: kindOf(message), text: textOf(message), at, status: 'sent' } as const;
      this.chats.add(to.phone, { ...line, fromMe: true, via: 'phone' });
      const isBlocked = to.blocked.has(this.phone);
      for (const device of isBlocked ? [] : to.devices.values()) await this.sendTo(device, id, sent);
      if (!isBlocked) to.hear(this, id, message);
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
  /** An empty emoji takes the reaction back. */
  react(to: Business, id: string, emoji: string): Promise<string> {
    return this.say(to, reaction({ id, chat: to.jid, fromMe: this.sent.has(id) }, emoji));
  }
  /** An answer that quotes a message of the business, or one of the customer's own. */
  reply(to: Business, id: string, text: string): Promise<string> {
    const author = this.sent.has(id) ? this.jid : to.jid;
    return this.say(to, quoting(text, { id, author, message: this.messageOf(id) ?? {} }));
  }
  edit(to: Business, id: string, text: string): Promise<string> {
    return this.say(to, edit({ id, chat: to.jid, fromMe: true }, text));
  }
  delete(to: Business, id: string): Promise<string> {
    return this.say(to, deletion({ id, chat: to.jid, fromMe: true }));
  }

  type(to: Business, state: 'composing' | 'recording' | 'paused' = 'composing'): void {
    const shown = state === 'recording' ? node('composing', { media: 'audio' }) : node(state);
    for (const { link } of to.devices.values()) link?.send(node('chatstate', { from: this.address }, [shown]));
  }
  setPresence(type: 'available' | 'unavailable'): void {
    for (const { link } of this.subscribers) link?.send(node('presence', { from: this.address, type }));
  }
  markRead(business: Business, id: string): void {
    const to = this.inbox.find((received) => received.id === id)?.to;
    for (const device of business.devices.values()) this.sendReceipt(device, id, to, 'read');
    for (const { chats } of [this, business]) chats.mark(id, 'read');
    this.network.changed('read', this.phone);
  }
  /** Asks for a message again although it was readable, as a phone with a lost session does. */
  askRetry(business: Business, id: string, count = 1): void {
    const request = () => retryRequest(this.signal, { from: this.address, id }, count);
    for (const { link } of business.devices.values()) link?.send(request());
  }

  changeAddressing(addressing: 'pn' | 'lid'): void {
    this.addressing = addressing;
  }
  /** A blocked business learns nothing: its messages are accepted and never delivered. */
  block(business: Person): void {
    this.blocked.add(business.phone);
  }
  unblock(business: Person): void {
    this.blocked.delete(business.phone);
  }
  /** The app was installed anew: other keys, no sessions. */
  reinstall(): void {
    this.signal = new SignalEndpoint();
  }

  /** The file of a received message. */
  open({ message }: ReceivedMessage): Promise<Buffer> {
    return openMessageMedia(this.network.media, message);
  }
}
