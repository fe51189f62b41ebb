import { asLive } from '#application/assistants/as-live';
import { examOf } from '#application/assistants/publish-version';
import { found } from '#application/not-found';
import { beginning, rehearse } from '#application/playground/rehearsal';
import type { Clock } from '#application/ports/clock';
import type { TenantStore } from '#application/ports/tenant-store';
import { situationOf } from '#application/turns/read-situation';
import type { Think, Thought } from '#application/turns/think';
import { textOf } from '#domain/assistant/outbound';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Assistant } from '#domain/studio/assistant';
import type { AssistantVersion } from '#domain/studio/assistant-version';
import type { ExamQuestion } from '#domain/studio/exam/exam-question';
import { blocksPublication, type ExamReport, type ExamResult, reportOf } from '#domain/studio/exam/exam-report';
import { expectedWords } from '#domain/studio/exam/expected-words';
import { markAnswer } from '#domain/studio/exam/mark-answer';
import { writeExam } from '#domain/studio/exam/write-exam';
import { Tenant } from '#domain/tenancy/tenant';

type Dependencies = { readonly think: Think; readonly clock: Clock };

/** Tells how far it is; `false`: stop, somebody else has the run or cancelled it. */
export type OnProgress = (done: number, total: number) => Promise<boolean>;

const answerKept = 600;
const between = 20;

/** "Did you mean …?" names what it might be about: whoever offers that has not answered. */
const asksBack = ({ decision }: Thought): boolean =>
  decision.replies.some(({ choices }) => choices.some(({ id }) => id.startsWith('price:') || id.startsWith('faq:')));

const marked = (question: ExamQuestion, thought: Thought, catalogue: CatalogueSnapshot): ExamResult => {
  const { decision } = thought;
  const text = decision.replies.map(textOf).join('\n\n');
  const makesOrder = decision.order !== null || decision.withdraws !== null;
  const answer = { text, escalation: decision.escalation, makesOrder, asksBack: asksBack(thought) };
  const { mark, why } = markAnswer(question, answer, catalogue);
  return {
    questionId: question.id,
    kind: question.kind,
    language: question.language,
    variant: question.variant,
    question: question.text,
    answer: text.slice(0, answerKept),
    mark,
    why,
    expect: question.expectation.expect,
    expected: expectedWords(question, catalogue).slice(0, answerKept),
    blocks: blocksPublication(mark, question),
    confidence: decision.confidence,
  };
};

/** Asks a version every question of the exam, through the turn's own path; nothing is stored, sent or ordered by it. */
export class HoldExam {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @returns `null` when it was stopped. */
  async of(
    store: TenantStore,
    assistant: Assistant,
    version: AssistantVersion,
    onProgress: OnProgress,
  ): Promise<ExamReport | null> {
    const tenant = await switchedOn(store);
    const catalogue = await store.catalogue.snapshot();
    const questions = writeExam(catalogue, version.state.config, await store.testCases.list());
    const live = asLive(assistant, version);
    const results: ExamResult[] = [];
    let costMicros = 0;
    for (const [index, question] of questions.entries()) {
      if (index % between === 0 && !(await onProgress(index, questions.length))) return null;
      const asked = { state: beginning, messages: [question.text], choiceId: null };
      const parts = rehearse(tenant, catalogue, asked, this.#deps.clock.now());
      const thought = await this.#deps.think.about(situationOf({ ...parts, assistant: live }));
      costMicros += thought.usage.costMicros;
      results.push(marked(question, thought, catalogue));
    }
    const before = await this.#before(store, assistant, version);
    return reportOf(results, before, {
      catalogueVersion: catalogue.version,
      versionVersion: version.state.version,
      costMicros,
    });
  }

  /** The results of the version customers hear now. */
  async #before(store: TenantStore, { state }: Assistant, version: AssistantVersion): Promise<readonly ExamResult[]> {
    if (state.live === null || state.live === version.state.id) return [];
    const live = await store.assistants.findVersion(state.live);
    return live === null ? [] : ((await examOf(store, live))?.report.results ?? []);
  }
}

/** An assistant is examined and replayed with whether or not it is switched on. */
export const switchedOn = async (store: TenantStore): Promise<Tenant> => {
  const { state } = found(await store.findTenant(), 'tenant');
  return new Tenant({ ...state, assistant: { ...state.assistant, enabled: true } });
};
