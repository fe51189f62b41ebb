import type { Unhurried } from '#application/knowledge/unhurried';
import type { KnowledgeSnapshot } from '#domain/knowledge/knowledge-snapshot';
import { PassageIndex } from '#domain/knowledge/passage-index';
import type { SentenceId } from '#domain/shared/ids';

/** The index of each state of a tenant's documents, made once, when it is first asked for or when the documents changed. */
export class PassageIndexes {
  readonly #unhurried: Unhurried;
  readonly #made = new WeakMap<KnowledgeSnapshot, Promise<PassageIndex<SentenceId>>>();
  constructor(deps: { readonly unhurried: Unhurried }) {
    this.#unhurried = deps.unhurried;
  }

  of(knowledge: KnowledgeSnapshot): Promise<PassageIndex<SentenceId>> {
    const known = this.#made.get(knowledge);
    if (known !== undefined) return known;
    const made = this.#unhurried.run(() => PassageIndex.building(passagesOf(knowledge)));
    this.#made.set(knowledge, made);
    return made;
  }
}

function* passagesOf({ sentences, titles }: KnowledgeSnapshot) {
  for (const { id, text, heading, documentId } of sentences.values())
    yield { id, text, context: `${heading} ${titles.get(documentId) ?? ''}` };
}
