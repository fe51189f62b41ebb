import { Lane, type LaneLimits } from '#adapters/queue/in-process/lane';
import type { Clock } from '#application/ports/clock';
import type { Job, JobQueue } from '#application/ports/job-queue';
import type { Telemetry } from '#application/ports/telemetry';

type Dependencies = LaneLimits & { readonly clock: Clock; readonly telemetry: Telemetry };

const subjectOf = (job: Job): string => {
  switch (job.kind) {
    case 'apply_turn':
      return job.turnId;
    case 'read_document':
      return job.documentId;
    case 'embed_knowledge':
      return '';
    case 'studio_run':
      return job.runId;
    case 'fetch_media':
      return job.messageId;
    case 'take_turn':
    case 'deliver':
      return job.conversationId;
  }
};

const keyOf = (job: Job): string => `${job.tenantId}|${subjectOf(job)}`;

/**
 * Wakes workers of this process, one lane per kind of job. It holds ids only, so losing it loses nothing: the sweeper finds the
 * work by its state.
 */
export class InProcessJobQueue implements JobQueue {
  readonly #deps: Dependencies;
  readonly #lanes = new Map<Job['kind'], Lane>();
  readonly #delayed = new Map<string, { at: number; cancel: () => void }>();

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  process<Kind extends Job['kind']>(kind: Kind, handler: (job: Extract<Job, { kind: Kind }>) => Promise<void>): void {
    this.#lanes.set(kind, new Lane({ ...this.#deps, handle: handler as (job: Job) => Promise<void> }));
  }

  enqueue(job: Job, delayMs = 0): void {
    if (delayMs > 0) this.#delay(job, delayMs);
    else this.#wake(job);
  }

  start(): void {
    for (const lane of this.#lanes.values()) lane.start();
  }

  async drain(timeoutMs: number): Promise<void> {
    for (const { cancel } of this.#delayed.values()) cancel();
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
    const delayed = `${job.kind}|${keyOf(job)}`;
    this.#delayed.get(delayed)?.cancel();
    this.#delayed.delete(delayed);
    this.#lanes.get(job.kind)?.wake(keyOf(job), job);
  }

  #delay(job: Job, delayMs: number): void {
    const key = `${job.kind}|${keyOf(job)}`;
    const at = this.#deps.clock.now().getTime() + delayMs;
    const waiting = this.#delayed.get(key);
    if (waiting !== undefined && waiting.at <= at) return;
    waiting?.cancel();
    this.#delayed.set(key, { at, cancel: this.#deps.clock.after(delayMs, () => this.#wake(job)) });
  }
}
