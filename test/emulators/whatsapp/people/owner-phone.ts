import { type BinaryNode, jidNormalizedUser, type proto } from '@whiskeysockets/baileys';
import { node, timestamp } from '../binary-nodes.js';
import type { LinkedDevice } from '../linked-device.js';
import { answerWithCode, type CodeExchange, type CodeRequest, secretOf } from './code-linking.js';
import type { Customer } from './customer.js';
import { kindOf, textOf } from './describe-message.js';
import { isSignedByDevice, signDeviceIdentity } from './device-identity.js';
import { appStateKeyShare, historyNotifications, type PastLine, pastChat } from './history.js';
import { newMessageId } from './message-id.js';
import type { PendingLink } from './pending-link.js';
import { type IncomingReceipt, Person } from './person.js';
import { retryRequest } from './retry-request.js';

/** A message of a linked device as the owner's phone learns of it, or one a customer sent. */
export type OwnersMessage = {
  readonly id: string;
  /** The other's address: of whom it was sent to, or who sent it. */
  readonly with: string;
  readonly text: string;
  readonly message: proto.IMessage;
  readonly at: number;
};

/** The phone of a business: links devices, and keeps its own copy of everything. */
export class OwnerPhone extends Person {
  /** Copies of what linked devices sent. */
  readonly outbox: OwnersMessage[] = [];
  /** What customers sent. */
  readonly inbox: OwnersMessage[] = [];
  /** Old chats that a newly linked device is given. */
  readonly history: proto.IConversation[] = [];
  sendsHistory = true;
  /** Number of the next device to be linked. */
  nextDevice = 1;
  #codeRequest: CodeRequest | undefined;
  #codeExchange: CodeExchange | undefined;
  /** Settles the wait of `enterPairingCode`. */
  #onCodeFinish: ((iq: BinaryNode, finish: BinaryNode) => void) | undefined;
  #onCodeRequest: ((request: CodeRequest) => void) | undefined;

  /** Scans the text of a QR code. Throws when no socket shows it, or when its keys are not that socket's. */
  scan(qr: string): void {
    const [ref = '', noiseKey = '', identity = '', secret = ''] = qr.slice(qr.indexOf('#') + 1).split(',');
    const link = this.network.pendingLink(ref);
    if (link === undefined) throw new Error('unknown or expired QR code');
    if (!link.noiseKey.equals(Buffer.from(noiseKey, 'base64'))) throw new Error('the noise key is not the socket’s');
    if (!link.identity.equals(Buffer.from(identity, 'base64'))) throw new Error('the identity is not the socket’s');
    this.#approve(link, Buffer.from(secret, 'base64'));
  }

  /** Types the 8 characters; waits for the device that asks for them. Rejects when they are wrong. */
  async enterPairingCode(code: string): Promise<void> {
    const request =
      this.#codeRequest ??
      (await new Promise<CodeRequest>((resolve) => {
        this.#onCodeRequest = resolve;
      }));
    const phone = { identity: this.signal.identity, stanzaId: this.network.nextId() };
    this.#codeExchange = await answerWithCode(code.replaceAll('-', ''), request, phone);
    const exchange = this.#codeExchange;
    await new Promise<void>((resolve, reject) => {
      this.#onCodeFinish = (iq, finish) => {
        try {
          const secret = secretOf(finish, exchange, this.signal.identity);
          request.link.answer(iq);
          this.#approve(request.link, secret);
          resolve();
        } catch (error) {
          reject(error);
        }
      };
    });
  }

  /** The client's side of the pairing by code. */
  onCodeStage(link: PendingLink, iq: BinaryNode, stage: BinaryNode): void {
    if (stage.attrs['stage'] === 'companion_hello') {
      const ref = node('link_code_pairing_ref', {}, Buffer.from(this.network.nextId()));
      link.answer(iq, [node('link_code_companion_reg', {}, [ref])]);
      this.#codeRequest = { link, hello: stage };
      this.#onCodeRequest?.(this.#codeRequest);
      this.#onCodeRequest = undefined;
      this.network.changed('code-requested', this.phone);
    } else {
      this.#codeRequest = undefined;
      this.#onCodeFinish?.(iq, stage);
    }
  }

  get isCodeRequested(): boolean {
    return this.#codeRequest !== undefined;
  }

  acceptDevice(device: LinkedDevice, signedIdentity: Buffer): void {
    if (!isSignedByDevice(this.signal.identity, device.keys.identity, signedIdentity)) {
      throw new Error('the device did not sign its identity');
    }
    this.devices.set(device.id, device);
    this.network.changed('linked', this.phone);
  }

  /** Takes linked devices off the account: all, if none is named. */
  unlink(device?: LinkedDevice): void {
    for (const one of device === undefined ? [...this.devices.values()] : [device]) {
      one.link?.streamError(401, node('conflict', { type: 'device_removed' }));
      this.forget(one);
    }
  }
  forget(device: LinkedDevice): void {
    this.devices.delete(device.id);
    this.network.changed('unlinked', this.phone);
  }

  /** WhatsApp shuts the account: open connections end, logins are refused. 403: locked or banned. */
  ban(reason = 403): void {
    this.faults.loginFailure = reason;
    for (const { link } of this.devices.values()) link?.streamError(reason);
  }
  unban(): void {
    this.faults.loginFailure = undefined;
  }

  /** Writes in a chat on the phone: the customer reads it, and linked devices learn of it. */
  async writeTo(customer: Customer, text: string): Promise<string> {
    const id = newMessageId();
    const message = { conversation: text };
    await this.inTurn(async () => {
      this.chats.add(customer.phone, { ...lineOf(id, message), fromMe: true, via: 'phone', status: 'sent' });
      const copy = { deviceSentMessage: { destinationJid: customer.jid, message } };
      const attrs = { recipient: customer.jid, recipient_lid: customer.lidJid, type: 'text' };
      for (const device of this.devices.values()) await this.#toDevice(device, copy, { ...attrs, id });
    });
    customer.onOwnersMessage(this.phone, id, message);
    this.network.changed('wrote', this.phone);
    return id;
  }

  /** Looks at a chat on the phone: the customer sees that it was read. */
  markRead(customer: Customer): void {
    const unread = this.chats.with(customer.phone).filter(({ fromMe, status }) => !fromMe && status !== 'read');
    for (const { id } of unread) {
      this.chats.mark(id, 'read');
      customer.onOwnersReading(id);
    }
    this.network.changed('read', this.phone);
  }

  /** Adds an old chat to what newly linked devices are given. */
  rememberChat(customer: Customer, lines: readonly PastLine[]): void {
    this.history.push(pastChat(customer.jid, customer.name, lines));
  }
  /** A device is there for the first time. */
  async welcome(device: LinkedDevice): Promise<void> {
    if (!this.sendsHistory) return;
    await this.#peerMessage(device, appStateKeyShare(device.id));
    await this.syncHistory(device);
  }
  async syncHistory(device: LinkedDevice): Promise<void> {
    for (const part of historyNotifications(this.history)) await this.#peerMessage(device, part);
  }

  hear(from: Customer, id: string, message: proto.IMessage): void {
    this.inbox.push({ id, with: from.jid, text: textOf(message), message, at: Date.now() });
    this.chats.add(from.phone, { ...lineOf(id, message), fromMe: false, via: 'peer', status: 'delivered' });
  }

  messageOf(id: string): proto.IMessage | undefined {
    return [...this.inbox, ...this.outbox].find((one) => one.id === id)?.message;
  }

  async onEncrypted(device: LinkedDevice, stanza: BinaryNode, enc: BinaryNode): Promise<void> {
    const { id = '', to: recipient = '' } = stanza.attrs;
    const decrypted = await this.signal.decrypt(device.jid, enc).catch(() => undefined);
    if (decrypted === undefined) {
      device.link?.send(retryRequest(this.signal, { from: this.jid, recipient, id }, 1));
      return;
    }
    const { message, destinationJid } = decrypted.deviceSentMessage ?? {};
    if (!message) return;
    const to = destinationJid ?? recipient;
    if (this.chats.find(id) === undefined) {
      this.outbox.push({ id, with: to, text: textOf(message), message, at: Date.now() });
    }
    const peer = this.network.phoneOf(to) ?? jidNormalizedUser(to);
    this.chats.add(peer, { ...lineOf(id, message), fromMe: true, via: 'linked', status: 'sent' });
    this.network.changed('copied', this.phone);
  }
  async onReceipt(_device: LinkedDevice, { ids, type }: IncomingReceipt): Promise<void> {
    if (type === 'read-self') for (const id of ids) this.chats.mark(id, 'read');
  }
  onTyping(): void {
    // Nobody is shown typing to himself.
  }

  #approve(link: PendingLink, secret: Uint8Array): void {
    const id = this.nextDevice++;
    link.succeed(this, id, signDeviceIdentity(this.signal.identity, { id, identity: link.identity, secret }));
  }
  #peerMessage(device: LinkedDevice, message: proto.IMessage): Promise<void> {
    return this.inTurn(() => this.#toDevice(device, message, { id: newMessageId(), type: 'text', category: 'peer' }));
  }
  async #toDevice(device: LinkedDevice, message: proto.IMessage, attrs: Readonly<Record<string, string>>) {
    const enc = await this.encryptFor(device, message);
    device.deliver(node('message', { from: this.jid, t: timestamp(), ...attrs }, [enc]));
  }
}

const lineOf = (id: string, message: proto.IMessage) => ({
  id,
  kind: kindOf(message),
  text: textOf(message),
  at: Date.now(),
});
