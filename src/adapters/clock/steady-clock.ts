import type { Clock } from '#application/ports/clock';

/** A machine that slept is as far behind when it wakes; what is set right by hand, or by a time server, is less. */
const sleptMs = 15 * 60_000;

/**
 * The time of this machine as it was when this began, and from there on as long as it really took. A clock on the wall that is set while
 * work is under way moves no lease, no window and no due time: stepped back, it would leave what is due waiting until it is there again.
 * Of a forward step that only sleep explains, it is taken for true.
 */
export class SteadyClock implements Clock {
  readonly #wall: Clock;
  readonly #elapsedMs: () => number;
  #aheadMs: number;

  /** @param elapsedMs milliseconds since whenever, which nobody can set. */
  constructor(wall: Clock, elapsedMs: () => number) {
    this.#wall = wall;
    this.#elapsedMs = elapsedMs;
    this.#aheadMs = wall.now().getTime() - elapsedMs();
  }

  now(): Date {
    const wallMs = this.#wall.now().getTime();
    const steadyMs = this.#aheadMs + this.#elapsedMs();
    if (wallMs - steadyMs <= sleptMs) return new Date(Math.round(steadyMs));
    this.#aheadMs += wallMs - steadyMs;
    return new Date(wallMs);
  }

  after(delayMs: number, run: () => void): () => void {
    return this.#wall.after(delayMs, run);
  }
}
