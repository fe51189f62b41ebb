const quietMs = 3_000;

/** Knows when all that waited at the server was told: the server says that it sent everything, not that we read it. */
export class OfflineWait {
  readonly #onOver: () => void;
  readonly #coming = new Set<string>();
  /** As long as one of these is left, what comes now goes behind it: one that is never told costs nothing else. */
  readonly #untold = new Set<string>();
  #isAnnounced = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(onOver: () => void) {
    this.#onOver = onOver;
  }

  /** Something of what waited may still be in the library's hands, however long it takes. */
  get isComing(): boolean {
    return this.#untold.size > 0;
  }

  coming(key: string): void {
    this.#coming.add(key);
    this.#untold.add(key);
  }

  told(keys: readonly string[]): void {
    for (const key of keys) {
      this.#coming.delete(key);
      this.#untold.delete(key);
    }
    if (this.#isAnnounced) this.#look();
  }

  /** The server has sent it all. */
  announced(): void {
    this.#isAnnounced = true;
    this.#look();
  }

  close(): void {
    this.#isAnnounced = false;
    clearTimeout(this.#timer);
  }

  /** Some of it may never be told, such as what was told before: then a quiet while is enough. */
  #look(): void {
    clearTimeout(this.#timer);
    if (this.#coming.size === 0) this.#over();
    else this.#timer = setTimeout(() => this.#over(), quietMs).unref();
  }

  #over(): void {
    this.#isAnnounced = false;
    this.#coming.clear();
    this.#onOver();
  }
}
