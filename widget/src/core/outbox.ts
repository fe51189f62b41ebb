import type { NewMessage, WidgetFile } from '../contract.js';
import { backoffMs, mostTries } from './backoff.js';

export type OutboxItem = {
  /** Place in the line. A counter, because clocks jump. */
  readonly n: number;
  /** The Idempotency-Key: however often it is sent, the server takes it once. */
  readonly key: string;
  readonly body: NewMessage;
  readonly file: WidgetFile | null;
  /** `stopped`: tried often enough; `refused`: the server will never take it; `sent`: taken, its echo is on the way. */
  readonly state: 'waiting' | 'sending' | 'stopped' | 'refused' | 'sent';
  readonly tries: number;
  /** Why it was refused, for the visitor. */
  readonly sentence: string;
};

export type SendOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'refused'; readonly sentence: string };

export type OutboxStore = {
  all(): readonly OutboxItem[];
  put(item: OutboxItem): void;
  drop(item: OutboxItem): void;
};

type Dependencies = {
  readonly store: OutboxStore;
  readonly send: (item: OutboxItem) => Promise<SendOutcome>;
  readonly wait: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly newKey: () => string;
  readonly changed: () => void;
};

/**
 * What the visitor wrote and the server has not taken yet, in order. One is on its way at a time and the next waits until it is
 * acknowledged, so that an outage or a reload can neither lose, double nor turn around what was written.
 */
export class Outbox {
  readonly #deps: Dependencies;
  #running = false;
  #isActive = false;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  get items(): readonly OutboxItem[] {
    return this.#deps.store.all();
  }

  add(body: NewMessage, file: WidgetFile | null = null): void {
    const n = 1 + Math.max(0, ...this.items.map((item) => item.n));
    this.#put({ n, key: this.#deps.newKey(), body, file, state: 'waiting', tries: 0, sentence: '' });
    void this.run();
  }

  /** Only the tab that leads sends; the others write into the shared store. */
  activate(): void {
    this.#isActive = true;
    // Taken in an earlier life of the page: the conversation has them.
    for (const item of this.items) if (item.state === 'sent') this.#deps.store.drop(item);
    this.retry();
  }

  deactivate(): void {
    this.#isActive = false;
  }

  /** Another go for what has stopped: by the visitor's hand, or because the network is back. */
  retry(key?: string): void {
    for (const item of this.items) {
      const again = key === undefined ? item.state === 'stopped' : item.key === key;
      if (again) this.#put({ ...item, state: 'waiting', tries: 0, sentence: '' });
    }
    void this.run();
  }

  drop(key: string): void {
    for (const item of this.items) if (item.key === key) this.#deps.store.drop(item);
    this.#deps.changed();
    void this.run();
  }

  /** The server's own copy has arrived. */
  settle(keys: ReadonlySet<string>): void {
    for (const item of this.items) if (keys.has(item.key)) this.#deps.store.drop(item);
  }

  async run(): Promise<void> {
    if (this.#running || !this.#isActive) return;
    this.#running = true;
    try {
      for (let next = this.#next(); next !== undefined; next = this.#next()) await this.#attempt(next);
    } finally {
      this.#running = false;
    }
  }

  #next(): OutboxItem | undefined {
    const first = this.items.find(({ state }) => state !== 'refused' && state !== 'sent');
    return this.#isActive && first?.state !== 'stopped' ? first : undefined;
  }

  async #attempt(item: OutboxItem): Promise<void> {
    const tries = item.tries + 1;
    this.#put({ ...item, state: 'sending', tries });
    const outcome = await this.#deps.send(item);
    // Its echo may have come first, or the visitor may have taken it back.
    const current = this.items.find(({ key }) => key === item.key);
    if (current === undefined) return;
    if (outcome.kind === 'sent') return this.#put({ ...current, state: 'sent' });
    if (outcome.kind === 'refused') return this.#put({ ...current, state: 'refused', sentence: outcome.sentence });
    if (tries >= mostTries) return this.#put({ ...current, state: 'stopped' });
    this.#put({ ...current, state: 'waiting' });
    await this.#deps.wait(Math.max(outcome.afterMs, backoffMs(item.tries, this.#deps.random())));
  }

  #put(item: OutboxItem): void {
    this.#deps.store.put(item);
    this.#deps.changed();
  }
}
