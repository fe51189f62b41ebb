import type { Connection } from 'mongoose';
import type { Clock } from '#application/ports/clock';

const askEveryMs = 60_000;
/** Answers that took longer say too little. */
const longestAnswerMs = 2_000;

/**
 * The server's time: leases that several processes take are compared by one clock, and none of theirs. Between two questions
 * this process's own clock counts on from what the server said.
 */
export class ServerClock implements Clock {
  readonly #connection: Connection;
  readonly #own: Clock;
  #aheadMs = 0;
  #stop = (): void => undefined;

  private constructor(connection: Connection, own: Clock) {
    this.#connection = connection;
    this.#own = own;
  }

  /** @param own counts on in between: one that somebody can set would move every lease and due time until the next question. */
  static async of(connection: Connection, own: Clock): Promise<ServerClock> {
    const clock = new ServerClock(connection, own);
    await clock.#ask();
    clock.#plan();
    return clock;
  }

  now(): Date {
    return new Date(this.#own.now().getTime() + this.#aheadMs);
  }

  after(delayMs: number, run: () => void): () => void {
    return this.#own.after(delayMs, run);
  }

  stop(): void {
    this.#stop();
  }

  /** A server that does not answer has its last word. */
  #plan(): void {
    this.#stop = this.#own.after(askEveryMs, () => {
      this.#plan();
      this.#ask().catch(() => undefined);
    });
  }

  async #ask(): Promise<void> {
    const asked = this.#own.now().getTime();
    const answer = await this.#connection.db?.command({ hello: 1 });
    const tookMs = this.#own.now().getTime() - asked;
    const localTime: unknown = answer?.['localTime'];
    // A clock that was set meanwhile, or a slow answer: neither says what the time is.
    if (!(localTime instanceof Date) || tookMs < 0 || tookMs > longestAnswerMs) return;
    this.#aheadMs = localTime.getTime() - (asked + tookMs / 2);
  }
}
