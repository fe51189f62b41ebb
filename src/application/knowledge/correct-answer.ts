import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, localizedOf, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import { askedIn } from '#application/understanding/asked-in';
import type { LabelAnswers } from '#application/understanding/label-answers';
import type { Faq } from '#domain/catalogue/faq';
import { readableText } from '#domain/conversation/message-content';
import type { TestCase } from '#domain/knowledge/test-case';
import { DomainError } from '#domain/shared/domain-error';
import type { TurnId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

/** There is room for so many. */
export class TooManyTestCases extends DomainError {
  readonly code = 'knowledge.too_many_test_cases';
  readonly kind = 'conflict';
}

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly ids: Ids; readonly labels: LabelAnswers };

export type CorrectAnswerInput = {
  readonly by: Principal;
  /** The turn whose answer was wrong. */
  readonly turnId: TurnId;
  /** What it should have said. */
  readonly answer: LocalizedText;
  /** Absent: what the customer wrote. */
  readonly question?: string | undefined;
};

export type Correction = { readonly testCase: TestCase; readonly faq: Faq };

const most = 500;

/**
 * Somebody of the team corrects an answer of the assistant once. It becomes a test case, which every later assistant is examined
 * with, and an FAQ draft, which an admin switches on.
 */
export class CorrectAnswer {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {InvalidInput} the turn said nothing. @throws {TooManyTestCases} */
  async execute({ by, turnId, answer, question }: CorrectAnswerInput): Promise<Correction> {
    const { store, clock, ids, labels } = this.#deps;
    const { userId } = humanOf(by);
    const tenantStore = store.tenant(tenantFor(by, 'conversations.reply'));
    const turn = found(await tenantStore.turns.find(turnId), 'turn');
    if (turn.replies.length === 0) throw new InvalidInput('turnId', 'in this turn the assistant said nothing');
    if ((await tenantStore.testCases.list()).length >= most)
      throw new TooManyTestCases(`there is room for ${most} test cases`, { most });
    const asked = textOf('question', question ?? (await askedIn(tenantStore, turn)).slice(0, 300), 300);
    const right = localizedOf('answer', answer, 2_000, true);
    const at = clock.now();
    const { tenantId } = tenantStore;
    const draft: Faq = {
      id: ids.faq(),
      tenantId,
      questions: [asked],
      answer: right,
      category: '',
      active: false,
      createdAt: at,
      version: 0,
    };
    const facts = { turn: turnId };
    const written = { actor: by.actor, action: 'faq.drafted', target: draft.id, facts, at };
    const [faq = draft] = await tenantStore.catalogue.saveFaqs([draft], [written]);
    const testCase: TestCase = {
      id: ids.testCase(),
      tenantId,
      question: asked,
      answer: right,
      faqId: faq.id,
      turnId,
      wrongAnswer: turn.replies.map(({ content }) => readableText(content)).join('\n'),
      by: userId,
      createdAt: at,
      version: 0,
    };
    const audit = { actor: by.actor, action: 'answer.corrected', target: testCase.id, facts, at };
    const saved = await tenantStore.testCases.save(testCase, audit);
    await labels.turn(tenantId, turnId, { isRight: false, source: 'corrected' });
    return { testCase: saved, faq };
  }
}

/** What was corrected so far, newest first. */
export class ListTestCases {
  readonly #store: Store;
  constructor({ store }: Pick<Dependencies, 'store'>) {
    this.#store = store;
  }

  async execute({ by }: { readonly by: Principal }): Promise<readonly TestCase[]> {
    return (await this.#store.tenant(tenantFor(by, 'conversations.read')).testCases.list()).toReversed();
  }
}
