import type { TrialModels } from '#application/ai/trial-models';
import { type VersionInput, versionIn } from '#application/assistants/versions';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, integerOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { isSameModel, type ModelRef } from '#domain/ai/ai-settings';
import { DomainError } from '#domain/shared/domain-error';
import type { AssistantId, StudioRunId, TenantId } from '#domain/shared/ids';
import type { AssistantVersion } from '#domain/studio/assistant-version';
import { type RunWork, StudioRun, type TrialModel } from '#domain/studio/studio-run';

/** One is under way for this assistant: wait for it, or cancel it. */
export class RunUnderWay extends DomainError {
  readonly code = 'assistant.run_under_way';
  readonly kind = 'conflict';
}

export const longestReplayDays = 30;
const listed = 20;

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly queue: JobQueue;
};

type ReplayDependencies = Dependencies & { readonly trials: Pick<TrialModels, 'list'> };

const started = async (
  { store, clock, ids, queue }: Dependencies,
  by: Principal,
  version: AssistantVersion,
  work: RunWork,
): Promise<StudioRun> => {
  const { tenantId, assistantId, id: versionId, number } = version.state;
  const scoped = store.tenant(tenantId);
  if ((await scoped.studioRuns.list(assistantId, listed)).some((run) => !run.isOver))
    throw new RunUnderWay('an exam or a replay is under way for this assistant', {});
  const at = clock.now();
  const run = new StudioRun({
    id: ids.studioRun(),
    tenantId,
    assistantId,
    versionId,
    status: 'waiting',
    work,
    done: 0,
    total: 0,
    reason: null,
    startedBy: by.actor.name,
    createdAt: at,
    finishedAt: null,
    version: 0,
  });
  const action = work.kind === 'exam' ? 'assistant.exam_started' : 'assistant.replay_started';
  const saved = await scoped.studioRuns.add(run, { actor: by.actor, action, target: versionId, facts: { number }, at });
  queue.enqueue({ kind: 'studio_run', tenantId, runId: saved.state.id });
  return saved;
};

/** Holds the go-live exam of a version (BEY-1). A draft is in testing from then on. */
export class StartExam {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {RunUnderWay} @throws {StaleWrite} */
  async execute({ by, assistantId, versionId }: VersionInput): Promise<StudioRun> {
    const { store, clock } = this.#deps;
    const scoped = store.tenant(tenantFor(by, 'tenant.configure'));
    humanOf(by);
    const version = await versionIn(scoped, assistantId, versionId);
    const tested =
      version.state.status === 'draft' ? await this.#intoTesting(scoped, by, version, clock.now()) : version;
    return started(this.#deps, by, tested, { kind: 'exam', report: null });
  }

  #intoTesting(store: TenantStore, by: Principal, version: AssistantVersion, at: Date): Promise<AssistantVersion> {
    const facts = { number: version.state.number };
    const audit = { actor: by.actor, action: 'assistant.testing', target: version.state.id, facts, at };
    return store.assistants.saveVersion(version.test(), audit);
  }
}

/** The models a version may be tried with: those the platform has an account and a price for. */
export class ListTrialModels {
  readonly #trials: Pick<TrialModels, 'list'>;
  constructor({ trials }: { readonly trials: Pick<TrialModels, 'list'> }) {
    this.#trials = trials;
  }

  execute({ by }: { readonly by: Principal }): Promise<readonly ModelRef[]> {
    return this.#trials.list(tenantFor(by, 'tenant.configure'));
  }
}

export type StartReplayInput = VersionInput & { readonly days: number; readonly answeredBy?: TrialModel | null };

/** Replays what customers wrote in the last days against a version, a model or both, beside what they hear (BEY-2). */
export class StartReplay {
  readonly #deps: ReplayDependencies;
  constructor(deps: ReplayDependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {RunUnderWay} @throws {InvalidInput} no such model for this tenant. */
  async execute({ by, assistantId, versionId, days, answeredBy = null }: StartReplayInput): Promise<StudioRun> {
    const scoped = this.#deps.store.tenant(tenantFor(by, 'tenant.configure'));
    humanOf(by);
    const version = await versionIn(scoped, assistantId, versionId);
    const span = integerOf('days', days, 1, longestReplayDays);
    await this.#assertKnown(version.state.tenantId, answeredBy);
    return started(this.#deps, by, version, { kind: 'replay', days: span, answeredBy, report: null });
  }

  async #assertKnown(tenantId: TenantId, answeredBy: TrialModel | null): Promise<void> {
    if (answeredBy === null || answeredBy === 'engine') return;
    const models = await this.#deps.trials.list(tenantId);
    if (!models.some((each) => isSameModel(each, answeredBy)))
      throw new InvalidInput('answeredBy', 'this model cannot be tried: it has no account or no price');
  }
}

type RunInput = { readonly by: Principal; readonly assistantId: AssistantId; readonly runId: StudioRunId };

const runIn = async (store: TenantStore, { assistantId, runId }: RunInput): Promise<StudioRun> => {
  const run = await store.studioRuns.find(runId);
  return found(run?.state.assistantId === assistantId ? run : null, 'run');
};

/** An exam or a replay: how far it is, and what came of it. */
export class FindRun {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  /** @throws {NotFound} */
  execute(input: RunInput): Promise<StudioRun> {
    return runIn(this.#store.tenant(tenantFor(input.by, 'tenant.read')), input);
  }
}

/** The newest of them. */
export class ListRuns {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  /** @throws {NotFound} */
  async execute({ by, assistantId }: Omit<RunInput, 'runId'>): Promise<readonly StudioRun[]> {
    const { assistants, studioRuns } = this.#store.tenant(tenantFor(by, 'tenant.read'));
    found(await assistants.find(assistantId), 'assistant');
    return studioRuns.list(assistantId, listed);
  }
}

export class CancelRun {
  readonly #deps: Pick<Dependencies, 'store' | 'clock'>;
  constructor(deps: Pick<Dependencies, 'store' | 'clock'>) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {IllegalTransition} it is over. @throws {StaleWrite} it moved on meanwhile: ask again. */
  async execute(input: RunInput): Promise<StudioRun> {
    const scoped = this.#deps.store.tenant(tenantFor(input.by, 'tenant.configure'));
    const run = await runIn(scoped, input);
    return scoped.studioRuns.save(run.cancel(this.#deps.clock.now()), 0);
  }
}
