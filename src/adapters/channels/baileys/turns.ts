/** Lets one at a time go on. Whoever takes a turn gives it back, also when it stopped waiting for it. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when it is this one's turn, with what gives it back. */
  take(): Promise<() => void> {
    const before = this.#last;
    let giveBack: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      giveBack = resolve;
    });
    this.#last = before.then(() => over);
    return before.then(() => giveBack);
  }
}
