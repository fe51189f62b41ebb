import { FairLine } from '#adapters/queue/in-process/fair-line';
import type { Clock } from '#application/ports/clock';
import type { Job } from '#application/ports/job-queue';
import type { LaneDepth } from '#application/ports/measured-queue';
import type { Telemetry } from '#application/ports/telemetry';

export type LaneLimits = {
  /** Jobs of one kind under way at once, in all and of one tenant. */
  readonly concurrency: number;
  readonly perTenant: number;
};

type Dependencies = LaneLimits & {
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly handle: (job: Job) => Promise<void>;
};

/**
 * The jobs of one kind. Each kind has workers of its own: a provider that takes its time over a send keeps nobody from deciding
 * the next answer. One job of a key runs at a time; a wake during the run is remembered and runs once more after it.
 */
export class Lane {
  readonly #deps: Dependencies;
  readonly #line = new FairLine();
  readonly #running = new Map<string, { again: boolean }>();
  readonly #runningOf = new Map<string, number>();
  #started = false;
  #becameIdle: (() => void) | null = null;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  wake(key: string, job: Job): void {
    const running = this.#running.get(key);
    if (running !== undefined) running.again = true;
    else this.#line.add(key, job, this.#now());
    this.#pump();
  }

  holds(key: string, job: Job): boolean {
    return this.#running.has(key) || this.#line.has(job, key);
  }

  get depth(): Omit<LaneDepth, 'kind'> {
    const { oldest, size } = this.#line;
    return { waiting: size, running: this.#running.size, oldestMs: oldest === null ? 0 : this.#now() - oldest };
  }

  start(): void {
    this.#started = true;
    this.#pump();
  }

  /** Starts nothing more; resolves when nothing runs. */
  stop(): Promise<void> {
    this.#started = false;
    if (this.#running.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#becameIdle = resolve;
    });
  }

  #now(): number {
    return this.#deps.clock.now().getTime();
  }

  #pump(): void {
    const { concurrency, perTenant } = this.#deps;
    while (this.#started && this.#running.size < concurrency) {
      const next = this.#line.next((tenantId) => (this.#runningOf.get(tenantId) ?? 0) < perTenant);
      if (next === null) return;
      void this.#run(next.key, next.job);
    }
  }

  async #run(key: string, job: Job): Promise<void> {
    const state = { again: false };
    this.#running.set(key, state);
    this.#count(job.tenantId, 1);
    try {
      await this.#deps.handle(job);
    } catch (error) {
      this.#deps.telemetry.error('job.failed', error, { kind: job.kind, tenantId: job.tenantId });
    }
    this.#running.delete(key);
    this.#count(job.tenantId, -1);
    if (state.again) this.#line.add(key, job, this.#now());
    if (this.#running.size === 0) this.#becameIdle?.();
    this.#pump();
  }

  #count(tenantId: string, change: 1 | -1): void {
    const count = (this.#runningOf.get(tenantId) ?? 0) + change;
    if (count === 0) this.#runningOf.delete(tenantId);
    else this.#runningOf.set(tenantId, count);
  }
}
