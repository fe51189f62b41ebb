import { DelayedWakes } from '#adapters/queue/delayed-wakes';
import { Lane, type LaneLimits } from '#adapters/queue/in-process/lane';
import { keyOf } from '#adapters/queue/job-key';
import type { Clock } from '#application/ports/clock';
import type { Job, JobQueue } from '#application/ports/job-queue';
import type { LaneDepth, MeasuredQueue } from '#application/ports/measured-queue';
import type { Telemetry } from '#application/ports/telemetry';

type Dependencies = LaneLimits & { readonly clock: Clock; readonly telemetry: Telemetry };

/**
 * Wakes workers of this process, one lane per kind of job. It holds ids only, so losing it loses nothing: the sweeper finds the
 * work by its state.
 */
export class InProcessJobQueue implements JobQueue, MeasuredQueue {
  readonly #deps: Dependencies;
  readonly #lanes = new Map<Job['kind'], Lane>();
  readonly #delayed: DelayedWakes;

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#delayed = new DelayedWakes(deps.clock, (job) => this.#wake(job));
    deps.pace?.onRoom(() => {
      for (const lane of this.#lanes.values()) lane.pump();
    });
  }

  process<Kind extends Job['kind']>(kind: Kind, handler: (job: Extract<Job, { kind: Kind }>) => Promise<void>): void {
    this.#lanes.set(kind, new Lane({ ...this.#deps, handle: handler as (job: Job) => Promise<void> }));
  }

  enqueue(job: Job, delayMs = 0): void {
    if (delayMs > 0) this.#delayed.add(job, delayMs);
    else this.#wake(job);
  }

  holds(job: Job): boolean {
    return this.#delayed.has(job) || this.#lanes.get(job.kind)?.holds(keyOf(job), job) === true;
  }

  lanes(): readonly LaneDepth[] {
    return [...this.#lanes].map(([kind, lane]) => ({ kind, ...lane.depth }));
  }

  start(): void {
    for (const lane of this.#lanes.values()) lane.start();
  }

  async drain(timeoutMs: number): Promise<void> {
    this.#delayed.clear();
    const idle = Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
    let callOff: () => void = () => undefined;
    const timedOut = new Promise<void>((resolve) => {
      callOff = this.#deps.clock.after(timeoutMs, resolve);
    });
    await Promise.race([idle, timedOut]);
    callOff();
  }

  #wake(job: Job): void {
    this.#delayed.drop(job);
    this.#lanes.get(job.kind)?.wake(keyOf(job), job);
  }
}
