import { RemoveAiConnection, SaveAiConnection } from '#application/ai/ai-accounts';
import { ReadAiOverview, SaveAiPolicy } from '#application/ai/ai-policy';
import type { AskModel } from '#application/ai/ask-model';
import type { LiveAi } from '#application/ai/live-ai';
import type { ModelHealth } from '#application/ai/model-health';
import { ReadTenantAi, SaveTenantAi } from '#application/ai/tenant-ai';
import { TestModel } from '#application/ai/test-model';
import type { TrialModels } from '#application/ai/trial-models';
import type { AiVendors } from '#application/ports/ai-vendors';
import type { CircuitBreakers } from '#application/ports/circuit-breakers';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TextSafe } from '#application/ports/text-safe';

/** What use cases about models need beside what all of them have. */
export type AiPorts = {
  readonly vendors: AiVendors;
  readonly safe: TextSafe;
  readonly live: LiveAi;
  readonly health: ModelHealth;
  readonly breakers: CircuitBreakers;
  readonly ask: AskModel;
  readonly trials: TrialModels;
};

export const createAiUseCases = (
  ports: { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus },
  ai: AiPorts,
) => {
  const deps = { ...ports, ...ai };
  return {
    readAiOverview: new ReadAiOverview(deps),
    saveAiConnection: new SaveAiConnection(deps),
    removeAiConnection: new RemoveAiConnection(deps),
    saveAiPolicy: new SaveAiPolicy(deps),
    testModel: new TestModel(deps),
    readTenantAi: new ReadTenantAi(deps),
    saveTenantAi: new SaveTenantAi(deps),
  };
};
