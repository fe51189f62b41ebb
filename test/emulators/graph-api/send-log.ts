import type { RecordedSend, RecordedTyping } from './types.js';

/** What was sent. Keeps everything, or only counts. */
export class SendLog {
  accepted = 0;
  typing = 0;
  readonly #keep: boolean;
  readonly #sends: RecordedSend[] = [];
  readonly #byCustomer = new Map<string, RecordedSend[]>();
  readonly #typings: RecordedTyping[] = [];
  readonly #listeners = new Set<(send: RecordedSend) => void>();

  constructor(keep: 'all' | 'counters') {
    this.#keep = keep === 'all';
  }

  get sends(): readonly RecordedSend[] {
    return this.#sends;
  }

  get typings(): readonly RecordedTyping[] {
    return this.#typings;
  }

  /** Oldest first. */
  sendsTo(customer: string): readonly RecordedSend[] {
    return this.#byCustomer.get(customer) ?? [];
  }

  add(send: RecordedSend): void {
    this.accepted += 1;
    if (this.#keep) {
      this.#sends.push(send);
      const own = this.#byCustomer.get(send.to);
      if (own === undefined) this.#byCustomer.set(send.to, [send]);
      else own.push(send);
    }
    for (const listener of this.#listeners) listener(send);
  }

  addTyping(typing: RecordedTyping): void {
    this.typing += 1;
    if (this.#keep) this.#typings.push(typing);
  }

  onSend(listener: (send: RecordedSend) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves as soon as a send meets the condition; at once if one already did. */
  until(meets: (send: RecordedSend) => boolean): Promise<RecordedSend> {
    const already = this.#sends.find(meets);
    if (already !== undefined) return Promise.resolve(already);
    return new Promise((resolve) => {
      const stop = this.onSend((send) => {
        if (!meets(send)) return;
        stop();
        resolve(send);
      });
    });
  }
}
