import { type Principal, tenantFor } from '#application/identity/principal';
import { listOf, localizedOf, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { Faq } from '#domain/catalogue/faq';
import { FaqId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

type Dependencies = { readonly store: Store; readonly ids: Ids; readonly clock: Clock };

export type SaveFaqInput = {
  readonly by: Principal;
  /** Absent: a new one. */
  readonly id?: string | undefined;
  /** The version that was read; 0 for a new one. */
  readonly version: number;
  /** What is left out keeps its value; a new one needs questions and an answer. */
  readonly questions?: readonly string[] | undefined;
  readonly answer?: LocalizedText | undefined;
  readonly category?: string | undefined;
  readonly active?: boolean | undefined;
};

/** Adds or changes a question and the answer the assistant may give word for word. */
export class SaveFaq {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} @throws {NotFound} @throws {StaleWrite} */
  async execute({ by, id, version, questions, answer, category, active }: SaveFaqInput): Promise<Faq> {
    const { store, ids, clock } = this.#deps;
    const tenantId = tenantFor(by, 'catalogue.write');
    const { catalogue } = store.tenant(tenantId);
    const before = id === undefined ? null : found(await catalogue.findFaq(FaqId(id)), 'FAQ');
    const at = clock.now();
    const faq: Faq = {
      id: before?.id ?? ids.faq(),
      tenantId,
      questions: listOf('questions', questions ?? before?.questions ?? [], 20, 1).map((each) =>
        textOf('questions', each, 300),
      ),
      answer: localizedOf('answer', answer ?? before?.answer ?? {}, 2_000, true),
      category: textOf('category', category ?? before?.category ?? '', 60, 0),
      active: active ?? before?.active ?? true,
      ...(before?.accepted !== undefined && { accepted: before.accepted }),
      createdAt: before?.createdAt ?? at,
      version: before === null ? 0 : version,
    };
    const facts = { questions: faq.questions.length, active: faq.active };
    const audit = { actor: by.actor, action: 'faq.saved', target: faq.id, facts, at };
    const [saved = faq] = await catalogue.saveFaqs([faq], [audit]);
    return saved;
  }
}
