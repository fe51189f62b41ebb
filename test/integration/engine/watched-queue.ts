import { setImmediate } from 'node:timers/promises';
import type { Job, JobQueue } from '#application/ports/job-queue';
import type { WatchedStore } from '#test/support/watched-store';

/** Ticks in a row without a job under way; a job that is woken again starts within one. */
const calmTicks = 4;
const patienceMs = 10_000;

/** The product's own queue, and the question whether it has anything under way. */
export class WatchedQueue implements JobQueue {
  readonly #queue: JobQueue;
  readonly #store: WatchedStore;
  #underWay = 0;

  constructor(queue: JobQueue, store: WatchedStore) {
    this.#queue = queue;
    this.#store = store;
  }

  /**
   * Resolves when every job has run that can run at this moment of the fake clock.
   * @param held jobs that the test itself is holding up.
   */
  async idle(held = 0): Promise<void> {
    const until = performance.now() + patienceMs;
    for (let calm = 0; calm < calmTicks; calm = this.#isCalm(held) ? calm + 1 : 0) {
      if (performance.now() > until) throw new Error(`still ${this.#underWay} jobs under way`);
      await setImmediate();
    }
  }

  #isCalm(held: number): boolean {
    return this.#underWay <= held && this.#store.isCalm;
  }

  enqueue(job: Job, delayMs?: number): void {
    this.#queue.enqueue(job, delayMs);
  }

  process<Kind extends Job['kind']>(kind: Kind, handler: (job: Extract<Job, { kind: Kind }>) => Promise<void>): void {
    this.#queue.process(kind, async (job) => {
      this.#underWay += 1;
      try {
        await handler(job);
      } finally {
        this.#underWay -= 1;
      }
    });
  }

  start(): void {
    this.#queue.start();
  }

  drain(timeoutMs: number): Promise<void> {
    return this.#queue.drain(timeoutMs);
  }
}
