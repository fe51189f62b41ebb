import type { Clock } from '#application/ports/clock';

type Timer = { readonly at: number; readonly run: () => void };

/** Time that moves only when a test moves it. */
export class FakeClock implements Clock {
  #nowMs: number;
  #timers: Timer[] = [];

  constructor(start: Date = new Date('2026-01-15T09:00:00.000Z')) {
    this.#nowMs = start.getTime();
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#nowMs + delayMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Moves the time and runs what fell due, in the order it fell due. */
  advance(ms: number): void {
    const until = this.#nowMs + ms;
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= until).sort((left, right) => left.at - right.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((each) => each !== due);
      this.#nowMs = Math.max(this.#nowMs, due.at);
      due.run();
    }
    this.#nowMs = until;
  }
}
