/** Whether this process takes work, as `/readyz` says it. */
export class Readiness {
  #state: 'starting' | 'ready' | 'stopping' = 'starting';

  get isReady(): boolean {
    return this.#state === 'ready';
  }

  started(): void {
    if (this.#state === 'starting') this.#state = 'ready';
  }

  /** For good: who stops does not become ready again. */
  stopping(): void {
    this.#state = 'stopping';
  }
}
