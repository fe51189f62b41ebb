import type { EngineFigures } from '#application/ports/whatsapp-engines';

const tellAfterMs = 1_000;

/** Counters of one socket, told at most once a second. */
export class Figures {
  readonly #tell: (figures: EngineFigures) => void;
  #figures: EngineFigures = { decryptFailures: 0, lastInboundAt: null, lastAckAt: null };
  #timer: NodeJS.Timeout | null = null;

  constructor(tell: (figures: EngineFigures) => void) {
    this.#tell = tell;
  }

  inbound(): void {
    this.#change({ lastInboundAt: new Date() });
  }

  ack(): void {
    this.#change({ lastAckAt: new Date() });
  }

  decryptFailure(): void {
    this.#change({ decryptFailures: this.#figures.decryptFailures + 1 });
  }

  /** Tells what was not told yet. */
  close(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#now();
  }

  #change(about: Partial<EngineFigures>): void {
    this.#figures = { ...this.#figures, ...about };
    this.#timer ??= setTimeout(() => this.#now(), tellAfterMs).unref();
  }

  #now(): void {
    this.#timer = null;
    this.#tell(this.#figures);
  }
}
