import type { BullWakes } from '#adapters/queue/bull/bull-wakes';
import { DelayedWakes } from '#adapters/queue/delayed-wakes';
import type { RedisLink } from '#adapters/shared/redis/redis-link';
import type { Clock } from '#application/ports/clock';
import type { Job, JobQueue } from '#application/ports/job-queue';
import type { Telemetry } from '#application/ports/telemetry';

type Dependencies = {
  /** Where this process runs what it has taken: its lanes are fair, and one job of a key runs at a time. */
  readonly local: JobQueue;
  readonly wakes: Pick<BullWakes, 'pass' | 'take' | 'rest' | 'close'>;
  readonly link: Pick<RedisLink, 'isUp'>;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
};

/**
 * Wakes workers of any process. Redis carries a wake to one of them and forgets it as soon as that one has it: a long line of
 * one tenant stands in the lanes of processes, where tenants take turns, and never in Redis, where they would not. Order and
 * exclusion come from the store. A wake that Redis does not take is kept here, and what is lost with a process the sweeper of
 * another one finds. What is to come later waits here as well: a timer is as good as Redis' own, and needs none.
 */
export class BullJobQueue implements JobQueue {
  readonly #deps: Dependencies;
  readonly #delayed: DelayedWakes;

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#delayed = new DelayedWakes(deps.clock, (job) => this.#pass(job));
  }

  process<Kind extends Job['kind']>(kind: Kind, handler: (job: Extract<Job, { kind: Kind }>) => Promise<void>): void {
    this.#deps.local.process(kind, handler);
  }

  enqueue(job: Job, delayMs = 0): void {
    if (delayMs > 0) this.#delayed.add(job, delayMs);
    else this.#pass(job);
  }

  start(): void {
    const { local, wakes } = this.#deps;
    local.start();
    wakes.take((job) => local.enqueue(job));
  }

  async drain(timeoutMs: number): Promise<void> {
    const { local, wakes } = this.#deps;
    this.#delayed.clear();
    await Promise.all([wakes.rest(), local.drain(timeoutMs)]);
    await wakes.close();
  }

  #pass(job: Job): void {
    const { link, wakes } = this.#deps;
    this.#delayed.drop(job);
    if (link.isUp)
      void wakes.pass(job).then((isTaken) => {
        if (!isTaken) this.#keep(job, 'silent');
      });
    else this.#keep(job, 'away');
  }

  #keep(job: Job, because: 'away' | 'silent'): void {
    const { local, telemetry } = this.#deps;
    telemetry.step('queue.wake_kept', { kind: job.kind, because });
    local.enqueue(job);
  }
}
