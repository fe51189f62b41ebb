export type ChatStatus = 'sent' | 'delivered' | 'read';

/** One line of a chat, as a phone shows it. */
export type ChatLine = {
  readonly id: string;
  readonly fromMe: boolean;
  /** `linked`: written by a linked device of this account, that is by the product. */
  readonly via: 'phone' | 'linked' | 'peer';
  kind: string;
  text: string;
  readonly at: number;
  status: ChatStatus;
};

const rank: Readonly<Record<ChatStatus, number>> = { sent: 0, delivered: 1, read: 2 };

/** What a phone shows: its chats, by the other's number. */
export class ChatLog {
  readonly #chats = new Map<string, ChatLine[]>();
  readonly #byId = new Map<string, ChatLine>();

  get peers(): readonly string[] {
    return [...this.#chats.keys()];
  }
  with(peer: string): readonly ChatLine[] {
    return this.#chats.get(peer) ?? [];
  }
  /** A line that is there already stays as it is. */
  add(peer: string, line: ChatLine): void {
    if (this.#byId.has(line.id)) return;
    this.#byId.set(line.id, line);
    const lines = this.#chats.get(peer);
    if (lines === undefined) this.#chats.set(peer, [line]);
    else lines.push(line);
  }
  /** Forward only: a late delivery receipt does not make a read message unread. */
  mark(id: string, status: ChatStatus): void {
    const line = this.#byId.get(id);
    if (line !== undefined && rank[status] > rank[line.status]) line.status = status;
  }
  find(id: string): ChatLine | undefined {
    return this.#byId.get(id);
  }
}
