import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import { Faults } from '../faults.js';
import type { LinkedDevice } from '../linked-device.js';
import { SignalEndpoint } from '../signal/signal-endpoint.js';
import { ChatLog } from './chat-log.js';
import type { Network } from './network.js';

/** A receipt as it came from a linked device. */
export type IncomingReceipt = {
  readonly ids: readonly string[];
  /** `delivery` when the stanza names no type. */
  readonly type: string;
  readonly stanza: BinaryNode;
};

/** An account of WhatsApp with its phone, which is device 0 and holds keys of its own. */
export abstract class Person {
  readonly phone: string;
  readonly lid: string;
  name: string;
  /** Companions, by their number. */
  readonly devices = new Map<number, LinkedDevice>();
  /** Who asked to hear of this person's presence. */
  readonly subscribers = new Set<LinkedDevice>();
  /** Faults that only this account's connections see. */
  readonly faults = new Faults();
  readonly chats = new ChatLog();
  /** Numbers from which nothing is delivered; their owners do not learn of it. */
  readonly blocked = new Set<string>();
  /** Where a download of the profile picture leads; none: the person has none. */
  pictureUrl: string | undefined;
  signal = new SignalEndpoint();
  protected readonly network: Network;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(network: Network, phone: string, name: string) {
    this.network = network;
    this.phone = phone;
    this.name = name;
    // Fixed by the number, so that a restarted rig finds the same identity again.
    this.lid = String(100_000_000_000_000n + (BigInt(phone) % 99_999_999_999_999n));
  }

  get jid(): string {
    return `${this.phone}@s.whatsapp.net`;
  }
  get lidJid(): string {
    return `${this.lid}@lid`;
  }

  /** A message this phone wrote or got, whole. */
  abstract messageOf(id: string): proto.IMessage | undefined;
  /** An `<enc>` for this phone. */
  abstract onEncrypted(device: LinkedDevice, stanza: BinaryNode, enc: BinaryNode): Promise<void>;
  abstract onReceipt(device: LinkedDevice, receipt: IncomingReceipt): Promise<void>;
  abstract onTyping(device: LinkedDevice, state: string): void;

  /** One after another: what is said first arrives first, and a session is opened once. */
  protected inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(act);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  protected async encryptFor(device: LinkedDevice, message: proto.IMessage): Promise<BinaryNode> {
    if (!this.signal.hasSession(device.jid)) {
      await this.signal.startSession(device.jid, this.network.takeBundle(device));
    }
    return this.signal.encrypt(device.jid, message);
  }
}
