import { type Principal, tenantFor } from '#application/identity/principal';
import { textOf } from '#application/input';
import type { PassageFinder } from '#application/knowledge/passage-finder';
import type { Store } from '#application/ports/store';
import type { CandidateSentence } from '#domain/knowledge/candidate-sentence';

type Dependencies = { readonly store: Store; readonly finder: Pick<PassageFinder, 'find'> };

/** What of the documents a question would find: what a model would be told. */
export class SearchKnowledge {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} */
  async execute({
    by,
    question,
  }: {
    readonly by: Principal;
    readonly question: string;
  }): Promise<readonly CandidateSentence[]> {
    const { store, finder } = this.#deps;
    const { catalogue } = store.tenant(tenantFor(by, 'catalogue.read'));
    return finder.find(await catalogue.snapshot(), textOf('question', question, 300));
  }
}
