import type { LanguageModel, ModelAnswer } from '#application/ports/language-model';
import type { Briefing } from '#domain/assistant/briefing';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { buildIndex, type CatalogueIndex } from './index/catalogue-index.js';
import { FunctionIndexes } from './index/function-index.js';
import { propose } from './propose.js';

/** Understands English and Arabic with word lists and an index of the catalogue: no key, no network, no chance. */
export class EmbeddedLanguageModel implements LanguageModel {
  readonly name = 'embedded';
  readonly #functions = new FunctionIndexes();
  readonly #indexes = new WeakMap<CatalogueSnapshot, CatalogueIndex>();

  async propose(briefing: Briefing): Promise<ModelAnswer> {
    const index = this.#indexOf(briefing.catalogue);
    const functions = this.#functions.of(briefing.functions);
    const vocabulary = index.vocabulary.knowing(functions.stems);
    return {
      proposal: propose(briefing, { ...index, functions, vocabulary }),
      usage: { inputTokens: 0, outputTokens: 0, costMicros: 0 },
    };
  }

  #indexOf(catalogue: CatalogueSnapshot): CatalogueIndex {
    const known = this.#indexes.get(catalogue);
    if (known !== undefined) return known;
    const index = buildIndex(catalogue);
    this.#indexes.set(catalogue, index);
    return index;
  }
}
