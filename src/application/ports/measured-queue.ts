import type { Job } from '#application/ports/job-queue';

/** How much waits in one lane of this process. */
export type LaneDepth = {
  readonly kind: Job['kind'];
  readonly waiting: number;
  readonly running: number;
  /** How long the oldest of those that wait has waited. */
  readonly oldestMs: number;
};

/** An extra ability: the queue says what it holds in this process. */
export interface MeasuredQueue {
  /** The job waits, is under way, or is to be woken later. */
  holds(job: Job): boolean;
  lanes(): readonly LaneDepth[];
}

export const isMeasured = (queue: object): queue is MeasuredQueue =>
  typeof (queue as Partial<MeasuredQueue>).holds === 'function' &&
  typeof (queue as Partial<MeasuredQueue>).lanes === 'function';
