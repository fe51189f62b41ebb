import type { Clock } from '#application/ports/clock';
import type { Job, JobQueue } from '#application/ports/job-queue';
import { isMeasured } from '#application/ports/measured-queue';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';

type Dependencies = {
  readonly store: Store;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly everyMs: number;
  /** What this process works at; the rest is for others. Without it: everything. */
  readonly kinds?: ReadonlySet<Job['kind']> | null;
  /** This process's name in the leases of numbers; without it no other process holds any. */
  readonly holder?: string | null;
};

const batch = 500;

/**
 * Finds by state whatever a lost job, a crash or a late provider left behind, and wakes a worker for it. With it no queue
 * needs to be durable.
 */
export class Sweep {
  readonly #deps: Dependencies;
  #cancel: (() => void) | null = null;
  #stopped = false;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute(): Promise<{ turns: number; unapplied: number; deliveries: number; readings: number }> {
    const { store, holder = null } = this.#deps;
    const [turns, unapplied, deliveries, readings, runs, media] = await Promise.all([
      store.platform.dueTurns(batch),
      store.platform.unappliedTurns(batch),
      store.platform.dueDeliveries(batch, holder),
      store.platform.dueReadings(batch),
      store.platform.dueStudioRuns(batch),
      store.platform.dueMedia(batch),
    ]);
    this.#wake([
      ...unapplied.map((ref): Job => ({ kind: 'apply_turn', ...ref })),
      ...turns.map((ref): Job => ({ kind: 'take_turn', ...ref })),
      ...deliveries.map((ref): Job => ({ kind: 'deliver', ...ref })),
      ...readings.map((ref): Job => ({ kind: 'read_document', ...ref })),
      ...runs.map((ref): Job => ({ kind: 'studio_run', ...ref })),
      ...media.map((ref): Job => ({ kind: 'fetch_media', ...ref })),
    ]);
    const found = { turns: turns.length, unapplied: unapplied.length, deliveries: deliveries.length };
    return { ...found, readings: readings.length };
  }

  /** Sweeps now and then every `everyMs`; a sweep that fails is tried again at the next beat. */
  start(): void {
    void this.#beat();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  /** What no worker here knew of was rescued: its wake was lost, or nobody lived to hear it. */
  #wake(jobs: readonly Job[]): void {
    const { queue, telemetry, kinds = null } = this.#deps;
    const rescued: Partial<Record<Job['kind'], number>> = {};
    for (const job of jobs) {
      if (kinds?.has(job.kind) === false) continue;
      if (!isMeasured(queue) || !queue.holds(job)) rescued[job.kind] = (rescued[job.kind] ?? 0) + 1;
      queue.enqueue(job);
    }
    if (Object.keys(rescued).length > 0) telemetry.step('sweep.rescued', rescued);
  }

  async #beat(): Promise<void> {
    const { telemetry, clock, everyMs } = this.#deps;
    try {
      await this.execute();
    } catch (error) {
      telemetry.error('sweep.failed', error, {});
    }
    if (!this.#stopped) this.#cancel = clock.after(everyMs, () => void this.#beat());
  }
}
