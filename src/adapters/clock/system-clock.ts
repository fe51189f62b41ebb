import type { Clock } from '#application/ports/clock';

/** The time of this machine. */
export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = setTimeout(run, delayMs).unref();
    return () => clearTimeout(timer);
  }
}
