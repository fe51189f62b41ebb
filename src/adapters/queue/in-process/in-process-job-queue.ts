import { FairLine } from '#adapters/queue/in-process/fair-line';
import type { Clock } from '#application/ports/clock';
import type { Job, JobQueue } from '#application/ports/job-queue';
import type { Telemetry } from '#application/ports/telemetry';

type Handler = (job: Job) => Promise<void>;

type Dependencies = {
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** Jobs under way at once, in all and of one tenant. */
  readonly concurrency: number;
  readonly perTenant: number;
};

const keyOf = (job: Job): string =>
  `${job.kind}|${job.tenantId}|${job.kind === 'apply_turn' ? job.turnId : job.conversationId}`;

/**
 * Wakes workers of this process. It holds ids only, so losing it loses nothing: the sweeper finds the work by its state.
 * One job of a key runs at a time; a wake during the run is remembered and runs once more after it.
 */
export class InProcessJobQueue implements JobQueue {
  readonly #deps: Dependencies;
  readonly #handlers = new Map<Job['kind'], Handler>();
  readonly #line = new FairLine();
  readonly #delayed = new Map<string, { at: number; cancel: () => void }>();
  readonly #running = new Map<string, { again: boolean }>();
  readonly #runningOf = new Map<string, number>();
  #started = false;
  #idle: (() => void) | null = null;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  process<Kind extends Job['kind']>(kind: Kind, handler: (job: Extract<Job, { kind: Kind }>) => Promise<void>): void {
    this.#handlers.set(kind, handler as Handler);
  }

  enqueue(job: Job, delayMs = 0): void {
    const key = keyOf(job);
    if (delayMs > 0) this.#delay(key, job, delayMs);
    else this.#wake(key, job);
  }

  start(): void {
    this.#started = true;
    this.#pump();
  }

  async drain(timeoutMs: number): Promise<void> {
    this.#started = false;
    for (const key of this.#delayed.keys()) this.#undelay(key);
    if (this.#running.size === 0) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#deps.clock.after(timeoutMs, resolve);
      this.#idle = () => {
        cancel();
        resolve();
      };
    });
  }

  #wake(key: string, job: Job): void {
    this.#undelay(key);
    const running = this.#running.get(key);
    if (running !== undefined) running.again = true;
    else this.#line.add(key, job);
    this.#pump();
  }

  #delay(key: string, job: Job, delayMs: number): void {
    const at = this.#deps.clock.now().getTime() + delayMs;
    const waiting = this.#delayed.get(key);
    if (waiting !== undefined && waiting.at <= at) return;
    waiting?.cancel();
    const cancel = this.#deps.clock.after(delayMs, () => {
      this.#delayed.delete(key);
      this.enqueue(job);
    });
    this.#delayed.set(key, { at, cancel });
  }

  #undelay(key: string): void {
    this.#delayed.get(key)?.cancel();
    this.#delayed.delete(key);
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
    this.#runningOf.set(job.tenantId, (this.#runningOf.get(job.tenantId) ?? 0) + 1);
    try {
      await this.#handlers.get(job.kind)?.(job);
    } catch (error) {
      this.#deps.telemetry.error('job.failed', error, { kind: job.kind, tenantId: job.tenantId });
    }
    this.#running.delete(key);
    const left = (this.#runningOf.get(job.tenantId) ?? 1) - 1;
    if (left === 0) this.#runningOf.delete(job.tenantId);
    else this.#runningOf.set(job.tenantId, left);
    if (state.again) this.#line.add(key, job);
    if (this.#running.size === 0) this.#idle?.();
    this.#pump();
  }
}
