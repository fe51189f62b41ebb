import { CredentialsNotSaved } from '#adapters/channels/baileys/errors';
import type { CredentialStore } from '#adapters/channels/whatsapp/engine';
import type { CredentialChange } from '#application/ports/channel-session-store';

type Changes = Map<string, CredentialChange>;

const add = (target: Changes, changes: readonly CredentialChange[]): void => {
  for (const change of changes) {
    const key = `${change.type}\n${change.id}`;
    target.delete(key);
    target.set(key, change);
  }
};

/**
 * Writes one session's credentials: one save at a time, each atomic, in the order of the calls. What is asked for while a
 * save is under way goes together into the next one. After a failed save nothing is written any more.
 */
export class CredentialWriter {
  readonly #store: CredentialStore;
  readonly #onFailure: (cause: unknown) => void;
  readonly #attached: Changes = new Map();
  readonly #asked: Changes = new Map();
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  #failure: CredentialsNotSaved | null = null;

  constructor(store: CredentialStore, onFailure: (cause: unknown) => void) {
    this.#store = store;
    this.#onFailure = onFailure;
  }

  /** How many changes wait for a save of somebody else. */
  get attached(): number {
    return this.#attached.size;
  }

  /** Goes with the next save, and causes none. That save is over before a later `write` is. */
  attach(changes: readonly CredentialChange[]): void {
    add(this.#attached, changes);
  }

  /** Resolves when it is on disk, with all that was attached before. @throws {CredentialsNotSaved} */
  write(changes: readonly CredentialChange[]): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    add(this.#asked, changes);
    if (this.#next === null) {
      this.#next = this.#last.then(() => this.#save());
      this.#last = this.#next.catch(() => undefined);
    }
    return this.#next;
  }

  /** Everything asked for or attached so far, on disk. @throws {CredentialsNotSaved} */
  async flush(): Promise<void> {
    await (this.#attached.size > 0 || this.#next !== null ? this.write([]) : this.#last);
    if (this.#failure !== null) throw this.#failure;
  }

  async #save(): Promise<void> {
    this.#next = null;
    if (this.#failure !== null) throw this.#failure;
    const together: Changes = new Map(this.#attached);
    add(together, [...this.#asked.values()]);
    this.#attached.clear();
    this.#asked.clear();
    if (together.size === 0) return;
    try {
      await this.#store.save([...together.values()]);
    } catch (cause) {
      this.#failure = new CredentialsNotSaved('credentials could not be saved', {}, cause);
      this.#onFailure(cause);
      throw this.#failure;
    }
  }
}
