import type { ModelRef } from '#domain/ai/ai-settings';
import type { AssistantId, AssistantVersionId, StudioRunId, TenantId } from '#domain/shared/ids';
import { assertTransition, type Transitions } from '#domain/shared/state-machine';
import type { ExamReport } from '#domain/studio/exam/exam-report';
import type { ReplayReport } from '#domain/studio/replay';

export type RunStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

const transitions: Transitions<RunStatus> = {
  waiting: ['running', 'cancelled', 'failed'],
  running: ['done', 'failed', 'cancelled'],
  done: [],
  failed: [],
  cancelled: [],
};

/** What was asked for, and what came of it so far. */
export type RunWork =
  | { readonly kind: 'exam'; readonly report: ExamReport | null }
  | {
      readonly kind: 'replay';
      readonly days: number;
      /** Who answers for the version; absent or `null`: whoever would answer customers. */
      readonly answeredBy?: TrialModel | null;
      readonly report: ReplayReport | null;
    };

/** A model that is tried before it is switched to; `engine`: ours alone. */
export type TrialModel = 'engine' | ModelRef;

export type RunState = {
  readonly id: StudioRunId;
  readonly tenantId: TenantId;
  readonly assistantId: AssistantId;
  readonly versionId: AssistantVersionId;
  readonly status: RunStatus;
  readonly work: RunWork;
  readonly done: number;
  /** 0 until it is known how much there is to do. */
  readonly total: number;
  /** Why it failed, as a code. */
  readonly reason: string | null;
  readonly startedBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly version: number;
};

/** Something long that is done beside the work: an exam of a version, or a replay of what customers wrote. */
export class StudioRun {
  readonly state: RunState;
  constructor(state: RunState) {
    this.state = state;
  }

  get isOver(): boolean {
    return this.state.status !== 'waiting' && this.state.status !== 'running';
  }

  begin(): StudioRun {
    return this.state.status === 'running' ? this : this.#to('running');
  }

  progress(done: number, total: number): StudioRun {
    return new StudioRun({ ...this.state, done, total });
  }

  finish(work: RunWork, at: Date): StudioRun {
    return new StudioRun({ ...this.#to('done').state, work, finishedAt: at });
  }

  fail(reason: string, at: Date): StudioRun {
    return new StudioRun({ ...this.#to('failed').state, reason, finishedAt: at });
  }

  /** @throws {IllegalTransition} it is over. */
  cancel(at: Date): StudioRun {
    return new StudioRun({ ...this.#to('cancelled').state, finishedAt: at });
  }

  #to(status: RunStatus): StudioRun {
    assertTransition('run', transitions, this.state.status, status);
    return new StudioRun({ ...this.state, status });
  }
}
