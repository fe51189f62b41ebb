import type { PassageFinder } from '#application/knowledge/passage-finder';
import type { LanguageModel, ModelAnswer } from '#application/ports/language-model';
import type { Briefing } from '#domain/assistant/briefing';

/** A model that is told which sentences of the tenant's documents the question is about. */
export class ModelWithPassages implements LanguageModel {
  readonly #model: LanguageModel;
  readonly #finder: Pick<PassageFinder, 'find'>;

  constructor(model: LanguageModel, finder: Pick<PassageFinder, 'find'>) {
    this.#model = model;
    this.#finder = finder;
  }

  get name(): string {
    return this.#model.name;
  }

  async propose(briefing: Briefing, timeoutMs: number): Promise<ModelAnswer> {
    const sentences = await this.#finder.find(briefing.catalogue, briefing.unanswered.join('\n'));
    return this.#model.propose(sentences.length === 0 ? briefing : { ...briefing, sentences }, timeoutMs);
  }
}
