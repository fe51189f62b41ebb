import { examOf } from '#application/assistants/publish-version';
import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { ExamReport } from '#domain/studio/exam/exam-report';
import { labelsKept } from '#domain/understanding/confidence/answer-label';
import type { Judged } from '#domain/understanding/confidence/reliability';
import { type ReliabilityReport, reliabilityOf } from '#domain/understanding/confidence/reliability-report';
import { deserialiseLearnt } from '#domain/understanding/serialise-learnt';

/** What the answers of the tenant's last exams came to; one that called a person said nothing to judge. */
const examined = async (store: TenantStore): Promise<readonly Judged[]> => {
  const exams: ExamReport[] = [];
  for (const { versionId } of await store.assistants.live()) {
    const version = await store.assistants.findVersion(versionId);
    const exam = version === null ? null : await examOf(store, version);
    if (exam !== null) exams.push(exam.report);
  }
  return exams
    .flatMap(({ results }) => results)
    .filter(({ mark }) => mark !== 'handed_over')
    .map(({ mark, confidence }) => ({ confidence, isRight: mark === 'right' }));
};

/** How far a tenant's confidence can be believed, and what each threshold would mean (BEY-3). */
export class ReadReliability {
  readonly #store: Store;
  readonly #fit: string;
  /** @param deps `fit`: the constants that trainings are read under. */
  constructor(deps: { readonly store: Store; readonly fit: string }) {
    this.#store = deps.store;
    this.#fit = deps.fit;
  }

  async execute({ by }: { readonly by: Principal }): Promise<ReliabilityReport> {
    const scoped = this.#store.tenant(tenantFor(by, 'tenant.read'));
    const { state } = found(await scoped.findTenant(), 'tenant');
    const labels = await scoped.answerLabels.newest(labelsKept);
    const stored = await scoped.understandings.find();
    const own = stored === null ? [] : (deserialiseLearnt(stored.learnt, this.#fit)?.own ?? []);
    return reliabilityOf(labels, [...own, ...(await examined(scoped))], state.assistant.confidenceThreshold);
  }
}
