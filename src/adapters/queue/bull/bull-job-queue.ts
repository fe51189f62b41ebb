import type { BullWakes } from '#adapters/queue/bull/bull-wakes';
import { DelayedWakes } from '#adapters/queue/delayed-wakes';
import type { RedisLink } from '#adapters/shared/redis/redis-link';
import type { Clock } from '#application/ports/clock';
import type { Job, JobQueue } from '#application/ports/job-queue';
import type { LaneDepth, MeasuredQueue } from '#application/ports/measured-queue';
import type { Telemetry } from '#application/ports/telemetry';

type Kind = Job['kind'];
type Wakes = Pick<BullWakes, 'pass' | 'take' | 'rest' | 'close'>;

type Dependencies = {
  /** Where this process runs what it has taken: its lanes are fair, and one job of a key runs at a time. */
  readonly local: JobQueue & MeasuredQueue;
  readonly wakesOf: (kind: Kind) => Wakes;
  readonly link: Pick<RedisLink, 'isUp'>;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
};

/**
 * Wakes workers of any process. Redis carries a wake to one of them and forgets it as soon as that one has it: a long line of
 * one tenant stands in the lanes of processes, where tenants take turns, and never in Redis, where they would not. Order and
 * exclusion come from the store. A wake that Redis does not take is kept here, and what is lost with a process the sweeper of
 * another one finds. What is to come later waits in the process that said so, and is done by it if it has workers for it.
 */
export class BullJobQueue implements JobQueue, MeasuredQueue {
  readonly #deps: Dependencies;
  readonly #delayed: DelayedWakes;
  readonly #wakes = new Map<Kind, Wakes>();
  readonly #handled = new Set<Kind>();

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#delayed = new DelayedWakes(deps.clock, (job) => this.#due(job));
  }

  process<K extends Kind>(kind: K, handler: (job: Extract<Job, { kind: K }>) => Promise<void>): void {
    this.#handled.add(kind);
    this.#deps.local.process(kind, handler);
  }

  enqueue(job: Job, delayMs = 0): void {
    if (delayMs > 0) this.#delayed.add(job, delayMs);
    else this.#pass(job);
  }

  holds(job: Job): boolean {
    return this.#delayed.has(job) || this.#deps.local.holds(job);
  }

  lanes(): readonly LaneDepth[] {
    return this.#deps.local.lanes();
  }

  start(): void {
    const { local } = this.#deps;
    local.start();
    for (const kind of this.#handled) this.#wakesOf(kind).take((job) => local.enqueue(job));
  }

  async drain(timeoutMs: number): Promise<void> {
    const { local } = this.#deps;
    this.#delayed.clear();
    const every = (): Wakes[] => [...this.#wakes.values()];
    await Promise.all([...every().map((wakes) => wakes.rest()), local.drain(timeoutMs)]);
    await Promise.all(every().map((wakes) => wakes.close()));
  }

  #due(job: Job): void {
    if (this.#handled.has(job.kind)) this.#deps.local.enqueue(job);
    else this.#pass(job);
  }

  #pass(job: Job): void {
    this.#delayed.drop(job);
    if (this.#deps.link.isUp)
      void this.#wakesOf(job.kind)
        .pass(job)
        .then((isTaken) => {
          if (!isTaken) this.#keep(job, 'silent');
        });
    else this.#keep(job, 'away');
  }

  #wakesOf(kind: Kind): Wakes {
    const wakes = this.#wakes.get(kind) ?? this.#deps.wakesOf(kind);
    this.#wakes.set(kind, wakes);
    return wakes;
  }

  #keep(job: Job, because: 'away' | 'silent'): void {
    const { local, telemetry } = this.#deps;
    telemetry.step('queue.wake_kept', { kind: job.kind, because });
    local.enqueue(job);
  }
}
