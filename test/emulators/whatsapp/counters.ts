import type { BinaryNode } from '@whiskeysockets/baileys';

/** A message the server acknowledged without an error. */
export type AcceptedMessage = {
  readonly account: string;
  readonly id: string;
  /** Phone number, whichever way it was addressed; the address as it came when no account has it. */
  readonly to: string;
  readonly at: number;
  /** 2 and more: the same id came again. */
  readonly copy: number;
};

/** Something a stream sent after a newer login of its device had replaced it. It was not taken. */
export type LateStanza = { readonly device: string; readonly tag: string; readonly id: string; readonly at: number };

/** What a rig wants to know afterwards. */
export class Counters {
  connections = 0;
  logins = 0;
  /** `<conflict type="replaced"/>` sent: two sockets fought for one device. */
  conflicts = 0;
  refusedMessages = 0;
  /** In the order they were accepted. */
  readonly accepted: AcceptedMessage[] = [];
  /** In the order they came. */
  readonly lateStanzas: LateStanza[] = [];
  readonly #copies = new Map<string, number>();
  readonly #open = new Map<string, number>();
  readonly #mostOpen = new Map<string, number>();

  accept(account: string, id: string, to: string): void {
    const key = `${account}/${id}`;
    const copy = (this.#copies.get(key) ?? 0) + 1;
    this.#copies.set(key, copy);
    this.accepted.push({ account, id, to, at: Date.now(), copy });
  }
  late(device: string, { tag, attrs: { id = '' } }: BinaryNode): void {
    this.lateStanzas.push({ device, tag, id, at: Date.now() });
  }
  opened(device: string): void {
    const open = (this.#open.get(device) ?? 0) + 1;
    this.#open.set(device, open);
    this.#mostOpen.set(device, Math.max(open, this.#mostOpen.get(device) ?? 0));
  }
  closed(device: string): void {
    this.#open.set(device, (this.#open.get(device) ?? 1) - 1);
  }

  /** Streams of each linked device that the server held live, the most at one time ever. */
  get mostSocketsAtOnce(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#mostOpen);
  }
  /** Devices that ever had more than one live stream. A newer login ends the older one first, so: none, unless the server erred. */
  get devicesWithTwoSockets(): readonly string[] {
    return [...this.#mostOpen].filter(([, most]) => most > 1).map(([device]) => device);
  }
  get duplicates(): readonly AcceptedMessage[] {
    return this.accepted.filter(({ copy }) => copy > 1);
  }
  acceptedBy(account: string): readonly AcceptedMessage[] {
    return this.accepted.filter((message) => message.account === account);
  }
  /** The ids one recipient was sent, oldest first, each once. */
  orderTo(recipient: string, account?: string): readonly string[] {
    return this.accepted
      .filter(
        (message) => message.to === recipient && message.copy === 1 && (account ?? message.account) === message.account,
      )
      .map(({ id }) => id);
  }
}
