import { wakeOf } from '#adapters/queue/job-key';
import type { Clock } from '#application/ports/clock';
import type { Job } from '#application/ports/job-queue';

/** Wakes that are to come later. Of two for the same job the earlier one wins. */
export class DelayedWakes {
  readonly #clock: Clock;
  readonly #wake: (job: Job) => void;
  readonly #waiting = new Map<string, { readonly at: number; readonly cancel: () => void }>();

  constructor(clock: Clock, wake: (job: Job) => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  add(job: Job, delayMs: number): void {
    const wake = wakeOf(job);
    const at = this.#clock.now().getTime() + delayMs;
    const waiting = this.#waiting.get(wake);
    if (waiting !== undefined && waiting.at <= at) return;
    waiting?.cancel();
    const cancel = this.#clock.after(delayMs, () => {
      this.#waiting.delete(wake);
      this.#wake(job);
    });
    this.#waiting.set(wake, { at, cancel });
  }

  has(job: Job): boolean {
    return this.#waiting.has(wakeOf(job));
  }

  /** It was woken: what was to come later is done with. */
  drop(job: Job): void {
    const wake = wakeOf(job);
    this.#waiting.get(wake)?.cancel();
    this.#waiting.delete(wake);
  }

  clear(): void {
    for (const { cancel } of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }
}
