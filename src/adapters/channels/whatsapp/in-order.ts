/** One thing after the other. A failure is told once, and ends the row: what comes later is not done. */
export class InOrder {
  readonly #onFailure: (cause: unknown) => void;
  #last: Promise<void> = Promise.resolve();
  #hasFailed = false;

  constructor(onFailure: (cause: unknown) => void) {
    this.#onFailure = onFailure;
  }

  /** Resolves when it is done, or will not be. */
  run(act: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(() => (this.#hasFailed ? undefined : this.#act(act)));
    return this.#last;
  }

  /** Also when something before failed. */
  runAnyway(act: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(() => this.#act(act));
    return this.#last;
  }

  async #act(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (cause) {
      const isFirst = !this.#hasFailed;
      this.#hasFailed = true;
      if (isFirst) this.#onFailure(cause);
    }
  }
}
