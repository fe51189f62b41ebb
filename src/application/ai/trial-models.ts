import type { LiveAi } from '#application/ai/live-ai';
import { type ChainDependencies, ModelChain } from '#application/ai/model-chain';
import { ModelWithPassages } from '#application/knowledge/model-with-passages';
import type { PassageFinder } from '#application/knowledge/passage-finder';
import type { LanguageModel } from '#application/ports/language-model';
import type { ModelRef } from '#domain/ai/ai-settings';
import type { TenantId } from '#domain/shared/ids';
import type { TrialModel } from '#domain/studio/studio-run';

type Dependencies = Omit<ChainDependencies, 'live'> & {
  readonly live: Pick<LiveAi, 'trialPlanFor' | 'trialModels'>;
  readonly finder: Pick<PassageFinder, 'find'>;
};

/** Any one of the models there are, asked as the chain would ask it, before it is switched to. */
export class TrialModels {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Those that can be tried for this tenant, beside the engine. @throws {StoreUnavailable} */
  list(tenantId: TenantId): Promise<readonly ModelRef[]> {
    return this.#deps.live.trialModels(tenantId);
  }

  of(choice: TrialModel): LanguageModel {
    const { finder, live, engine, ...rest } = this.#deps;
    if (choice === 'engine') return new ModelWithPassages(engine, finder);
    const alone = { planFor: (tenantId: TenantId) => live.trialPlanFor(tenantId, choice) };
    return new ModelWithPassages(new ModelChain({ ...rest, engine, live: alone }), finder);
  }
}
