import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';

type Dependencies = {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly everyMs: number;
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
    const { store, queue } = this.#deps;
    const [turns, unapplied, deliveries, readings, runs, media] = await Promise.all([
      store.platform.dueTurns(batch),
      store.platform.unappliedTurns(batch),
      store.platform.dueDeliveries(batch),
      store.platform.dueReadings(batch),
      store.platform.dueStudioRuns(batch),
      store.platform.dueMedia(batch),
    ]);
    for (const ref of unapplied) queue.enqueue({ kind: 'apply_turn', ...ref });
    for (const ref of turns) queue.enqueue({ kind: 'take_turn', ...ref });
    for (const ref of deliveries) queue.enqueue({ kind: 'deliver', ...ref });
    for (const ref of readings) queue.enqueue({ kind: 'read_document', ...ref });
    for (const ref of runs) queue.enqueue({ kind: 'studio_run', ...ref });
    for (const ref of media) queue.enqueue({ kind: 'fetch_media', ...ref });
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
