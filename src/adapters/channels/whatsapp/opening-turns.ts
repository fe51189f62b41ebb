import type { Handle } from '#adapters/channels/whatsapp/ipc/protocol';
import type { Clock } from '#application/ports/clock';

type OpeningTurnsOptions = {
  readonly clock: Clock;
  /** So many open at a time. */
  readonly most: number;
  /** One that says nothing for so long holds up nobody else. */
  readonly longestMs: number;
};

/**
 * Whose turn it is to open. A socket that opens costs memory and work for a moment: many at once, as after a crash, would
 * leave a heap that is as large as that moment, and be open later.
 */
export class OpeningTurns {
  readonly #options: OpeningTurnsOptions;
  readonly #opening = new Map<Handle, () => void>();
  readonly #waiting = new Map<Handle, () => void>();

  constructor(options: OpeningTurnsOptions) {
    this.#options = options;
  }

  /** Resolves when it is this one's turn, or when it does not wait any more. */
  take(handle: Handle): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.set(handle, resolve);
      this.#next();
    });
  }

  /** It is open, or never will be. */
  done(handle: Handle): void {
    const cancel = this.#opening.get(handle);
    const giveUp = this.#waiting.get(handle);
    this.#opening.delete(handle);
    this.#waiting.delete(handle);
    cancel?.();
    giveUp?.();
    this.#next();
  }

  #next(): void {
    const { clock, most, longestMs } = this.#options;
    for (const [handle, begin] of this.#waiting) {
      if (this.#opening.size >= most) return;
      this.#waiting.delete(handle);
      this.#opening.set(
        handle,
        clock.after(longestMs, () => this.done(handle)),
      );
      begin();
    }
  }
}
