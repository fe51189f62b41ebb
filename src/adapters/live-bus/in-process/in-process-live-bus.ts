import type { LiveBus, LiveNotice } from '#application/ports/live-bus';

/** Tells everybody in this process, at once. */
export class InProcessLiveBus implements LiveBus {
  readonly #listeners = new Set<(notice: LiveNotice) => void>();

  publish(notice: LiveNotice): void {
    for (const listener of this.#listeners) listener(notice);
  }

  subscribe(listener: (notice: LiveNotice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
