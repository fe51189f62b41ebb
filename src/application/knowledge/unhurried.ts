import type { Clock } from '#application/ports/clock';

/** How long others may be kept waiting at a stretch. */
const stretchMs = 2;

/**
 * Does long work in short stretches, one piece of work at a time, so that the turns of other customers go on between them.
 * Work that is awaited costs its asker the time it takes; it costs nobody else more than a stretch.
 */
export class Unhurried {
  readonly #clock: Clock;
  #line: Promise<unknown> = Promise.resolve();
  constructor(deps: { readonly clock: Clock }) {
    this.#clock = deps.clock;
  }

  run<Result>(work: () => Generator<undefined, Result>): Promise<Result> {
    const run = this.#line.then(() => this.#run(work()));
    this.#line = run.catch(() => undefined);
    return run;
  }

  async #run<Result>(work: Generator<undefined, Result>): Promise<Result> {
    let until = this.#until();
    let step = work.next();
    while (step.done !== true) {
      if (this.#clock.now().getTime() >= until) {
        await this.#pause();
        until = this.#until();
      }
      step = work.next();
    }
    return step.value;
  }

  #until(): number {
    return this.#clock.now().getTime() + stretchMs;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.after(0, resolve);
    });
  }
}
