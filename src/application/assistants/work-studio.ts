import type { HoldExam, OnProgress } from '#application/assistants/hold-exam';
import type { ReplayTurns } from '#application/assistants/replay-turns';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TenantStore } from '#application/ports/tenant-store';
import type { StudioRunId, TenantId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import type { RunWork, StudioRun } from '#domain/studio/studio-run';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly telemetry: Telemetry;
  readonly holdExam: HoldExam;
  readonly replayTurns: ReplayTurns;
};

/** Longer than the slowest answers between two reports of progress may take together. */
const leaseMs = 20 * 60_000;

/** Goes on with an exam or a replay. Whoever dies at it loses the lease, and it begins again from its first question. */
export class WorkStudio {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ tenantId, runId }: { readonly tenantId: TenantId; readonly runId: StudioRunId }): Promise<void> {
    const { store, clock, telemetry } = this.#deps;
    const scoped = store.tenant(tenantId);
    const claimed = await scoped.studioRuns.claim(runId, leaseMs);
    if (claimed === null) return;
    const holder = { run: claimed };
    try {
      const work = await this.#work(scoped, holder);
      if (work !== null) holder.run = await scoped.studioRuns.save(holder.run.finish(work, clock.now()), 0);
    } catch (error) {
      if (error instanceof StaleWrite) return;
      telemetry.error('studio_run.failed', error, { tenantId, runId });
      await scoped.studioRuns.save(holder.run.fail('internal', clock.now()), 0).catch(() => undefined);
    }
    this.#tell(tenantId);
  }

  async #work(store: TenantStore, holder: { run: StudioRun }): Promise<RunWork | null> {
    const { assistantId, versionId, work } = holder.run.state;
    const assistant = await store.assistants.find(assistantId);
    const version = await store.assistants.findVersion(versionId);
    if (assistant === null || version === null) throw new Error('the run’s version is gone');
    const onProgress = this.#progressOf(store, holder);
    if (work.kind === 'exam') {
      const report = await this.#deps.holdExam.of(store, assistant, version, onProgress);
      return report === null ? null : { ...work, report };
    }
    const { days, answeredBy = null } = work;
    const report = await this.#deps.replayTurns.with(store, { assistant, version, days, answeredBy }, onProgress);
    return report === null ? null : { ...work, report };
  }

  /** Writes down how far it is; a write that finds the run changed means that it was cancelled, or is somebody else's now. */
  #progressOf(store: TenantStore, holder: { run: StudioRun }): OnProgress {
    return async (done, total) => {
      try {
        holder.run = await store.studioRuns.save(holder.run.progress(done, total), leaseMs);
        this.#tell(store.tenantId);
        return true;
      } catch (error) {
        if (error instanceof StaleWrite) return false;
        throw error;
      }
    };
  }

  #tell(tenantId: TenantId): void {
    this.#deps.bus.publish({ kind: 'settings', tenantId, area: 'assistants' });
  }
}
