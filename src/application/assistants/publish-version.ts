import { type VersionInput, versionIn } from '#application/assistants/versions';
import { humanOf, tenantFor } from '#application/identity/principal';
import { textOf } from '#application/input';
import { found } from '#application/not-found';
import type { PublicationChange } from '#application/ports/assistant-store';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { DomainError } from '#domain/shared/domain-error';
import type { Assistant } from '#domain/studio/assistant';
import { type AssistantConfig, withVersion } from '#domain/studio/assistant-config';
import type { AssistantVersion } from '#domain/studio/assistant-version';
import type { ExamReport } from '#domain/studio/exam/exam-report';
import type { StudioRun } from '#domain/studio/studio-run';
import type { Tenant } from '#domain/tenancy/tenant';

/** It has not been examined as it is now, with the catalogue as it is now: hold the exam, then publish. */
export class ExamNeeded extends DomainError {
  readonly code = 'assistant.exam_needed';
  readonly kind = 'conflict';
}
/** Questions that block failed. Mend them, or publish over them with a reason, which is on record. */
export class ExamFailed extends DomainError {
  readonly code = 'assistant.exam_failed';
  readonly kind = 'conflict';
}

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus };

/** The newest finished exam of a version. */
export const examOf = async (
  { studioRuns }: TenantStore,
  { state }: AssistantVersion,
): Promise<{ readonly run: StudioRun; readonly report: ExamReport } | null> => {
  for (const run of await studioRuns.list(state.assistantId, 100)) {
    const { work, versionId, status } = run.state;
    if (versionId === state.id && status === 'done' && work.kind === 'exam' && work.report !== null)
      return { run, report: work.report };
  }
  return null;
};

/** The tenant's record with what its default assistant now says; `null` for any other assistant. */
const tenantAfter = async (
  store: TenantStore,
  assistant: Assistant,
  config: AssistantConfig,
): Promise<Tenant | null> => {
  if (!assistant.state.isDefault) return null;
  const tenant = found(await store.findTenant(), 'tenant');
  return tenant.with({ assistant: withVersion(tenant.state.assistant, config) });
};

/** Makes a tested version the one customers hear, from their next message on, on every node (AI-8, BEY-1). */
export class PublishVersion {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /**
   * @param override why it is published although questions that block failed; only who manages the team may.
   * @throws {NotFound} @throws {IllegalTransition} @throws {ExamNeeded} @throws {ExamFailed} @throws {StaleWrite}
   */
  async execute({
    by,
    assistantId,
    versionId,
    override,
  }: VersionInput & { readonly override?: string | undefined }): Promise<Assistant> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    const { name } = humanOf(by);
    if (override !== undefined) tenantFor(by, 'team.manage');
    const scoped = store.tenant(tenantId);
    const before = found(await scoped.assistants.find(assistantId), 'assistant');
    const version = await versionIn(scoped, assistantId, versionId);
    const at = clock.now();
    const published = version.published(at);
    const exam = await this.#passed(scoped, version, override);
    const isOverride = exam.report.blocking > 0;
    const reason = isOverride ? textOf('override', override ?? '', 500) : '';
    const origin = isOverride ? 'override' : 'exam';
    const assistant = before.publish(published, { origin, reason, exam: exam.run.state.id, by: name, at });
    const tenant = await tenantAfter(scoped, before, version.state.config);
    const facts = {
      assistant: assistantId,
      number: version.state.number,
      origin,
      reason,
      blocking: exam.report.blocking,
      regressions: exam.report.regressions.length,
    };
    const audit = { actor: by.actor, action: 'assistant.published', target: versionId, facts, at };
    const saved = await scoped.assistants.publish({ assistant, version: published, tenant }, audit);
    bus.publish({ kind: 'switches', tenantId });
    return saved;
  }

  async #passed(
    store: TenantStore,
    version: AssistantVersion,
    override: string | undefined,
  ): Promise<{ readonly run: StudioRun; readonly report: ExamReport }> {
    const exam = await examOf(store, version);
    const { version: catalogueVersion } = await store.catalogue.snapshot();
    const holds =
      exam !== null &&
      exam.report.versionVersion === version.state.version &&
      exam.report.catalogueVersion === catalogueVersion;
    if (exam === null || !holds)
      throw new ExamNeeded('hold the exam first: the version or the catalogue has changed since', {});
    if (exam.report.blocking > 0 && override === undefined)
      throw new ExamFailed('questions that block a publication failed', { blocking: exam.report.blocking });
    return exam;
  }
}

/** Back to a version that was published before, at once and without an exam: it is what one does when something went wrong. */
export class RollBackVersion {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {NeverPublished} @throws {StaleWrite} */
  async execute({
    by,
    assistantId,
    versionId,
    reason,
  }: VersionInput & { readonly reason: string }): Promise<Assistant> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    const { name } = humanOf(by);
    const scoped = store.tenant(tenantId);
    const before = found(await scoped.assistants.find(assistantId), 'assistant');
    const version = await versionIn(scoped, assistantId, versionId);
    const at = clock.now();
    const why = textOf('reason', reason, 500);
    const assistant = before.rollBack(version, { reason: why, by: name, at });
    const tenant = await tenantAfter(scoped, before, version.state.config);
    const facts = { assistant: assistantId, number: version.state.number, reason: why };
    const audit = { actor: by.actor, action: 'assistant.rolled_back', target: versionId, facts, at };
    const change: PublicationChange = { assistant, version: null, tenant };
    const saved = await scoped.assistants.publish(change, audit);
    bus.publish({ kind: 'switches', tenantId });
    return saved;
  }
}
