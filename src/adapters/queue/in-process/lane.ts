import { FairLine } from '#adapters/queue/in-process/fair-line';
import type { Pace } from '#adapters/queue/in-process/loop-pace';
import { Traffic } from '#adapters/queue/in-process/traffic';
import type { Clock } from '#application/ports/clock';
import type { Job } from '#application/ports/job-queue';
import type { LaneDepth } from '#application/ports/measured-queue';
import type { Telemetry } from '#application/ports/telemetry';

export type LaneLimits = {
  /** Jobs of one kind under way at once, in all and of one tenant. */
  readonly concurrency: number;
  readonly perTenant: number;
  /** How much of a tenant that asks for much more than another is taken on; without it as much as there may be. */
  readonly pace?: Pace;
};

type Dependencies = LaneLimits & {
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly handle: (job: Job) => Promise<void>;
};

/** A job that is at it for so long most likely waits for somebody else, such as a model or a line of messages: it holds up no other. */
const freshMs = 1_000;

/**
 * The jobs of one kind. Each kind has workers of its own: a provider that takes its time over a send keeps nobody from deciding
 * the next answer. One job of a key runs at a time; a wake during the run is remembered and runs once more after it.
 */
export class Lane {
  readonly #deps: Dependencies;
  readonly #line = new FairLine();
  readonly #running = new Map<string, { again: boolean }>();
  readonly #runningOf = new Map<string, number>();
  readonly #freshOf = new Map<string, number>();
  readonly #traffic = new Traffic();
  #started = false;
  #becameIdle: (() => void) | null = null;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  wake(key: string, job: Job): void {
    // What is asked for, not what is done: the more is asked for, the less of it is.
    this.#traffic.note(job.tenantId, this.#now());
    const running = this.#running.get(key);
    if (running !== undefined) running.again = true;
    else this.#line.add(key, job, this.#now());
    this.pump();
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
    this.pump();
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

  /** Starts what may run now. */
  pump(): void {
    const { concurrency } = this.#deps;
    while (this.#started && this.#running.size < concurrency) {
      const next = this.#line.next((tenantId) => this.#may(tenantId));
      if (next === null) return;
      void this.#run(next.key, next.job);
    }
  }

  #may(tenantId: string): boolean {
    const { perTenant, pace } = this.#deps;
    if ((this.#runningOf.get(tenantId) ?? 0) >= perTenant) return false;
    if (pace === undefined || pace.hasRoom(this.#freshOf.get(tenantId) ?? 0)) return true;
    return !this.#traffic.isHeavy(tenantId, this.#now());
  }

  async #run(key: string, job: Job): Promise<void> {
    const state = { again: false };
    this.#running.set(key, state);
    count(this.#runningOf, job.tenantId, 1);
    const settled = this.#settling(job.tenantId);
    try {
      await this.#deps.handle(job);
    } catch (error) {
      this.#deps.telemetry.error('job.failed', error, { kind: job.kind, tenantId: job.tenantId });
    }
    this.#running.delete(key);
    count(this.#runningOf, job.tenantId, -1);
    settled();
    if (state.again) this.#line.add(key, job, this.#now());
    if (this.#running.size === 0) this.#becameIdle?.();
    this.pump();
  }

  /** From now on it counts as begun just now, for a while at most. @returns to be called when it is over. */
  #settling(tenantId: string): () => void {
    const { pace, clock } = this.#deps;
    if (pace === undefined) return () => undefined;
    let isFresh = true;
    const settle = (): void => {
      if (!isFresh) return;
      isFresh = false;
      count(this.#freshOf, tenantId, -1);
      pace.settle(weight);
    };
    const weight = this.#traffic.isHeavy(tenantId, this.#now()) ? 'heavy' : 'light';
    count(this.#freshOf, tenantId, 1);
    pace.enter(weight);
    const callOff = clock.after(freshMs, () => {
      settle();
      this.pump();
    });
    return () => {
      callOff();
      settle();
      pace.leave();
    };
  }
}

const count = (counts: Map<string, number>, tenantId: string, change: 1 | -1): void => {
  const next = (counts.get(tenantId) ?? 0) + change;
  if (next === 0) counts.delete(tenantId);
  else counts.set(tenantId, next);
};
