import type { Container } from 'inversify';
import { createLanguageModel } from '#adapters/ai/registry';
import { aiVendors } from '#adapters/ai/vendors';
import { CockatielCircuitBreakers } from '#adapters/circuit-breakers/cockatiel-circuit-breakers';
import { VaultTextSafe } from '#adapters/vault/vault-text-safe';
import { AskModel } from '#application/ai/ask-model';
import { LiveAi } from '#application/ai/live-ai';
import { ModelChain } from '#application/ai/model-chain';
import { ModelHealth } from '#application/ai/model-health';
import { PaidHelpers } from '#application/ai/paid-helpers';
import { SpendBook } from '#application/ai/spend-book';
import { TrialModels } from '#application/ai/trial-models';
import { ModelWithPassages } from '#application/knowledge/model-with-passages';
import { TenantId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';

/** Keys of vendors are the platform's; no tenant is called so. */
const platform = TenantId('platform');

const bindSettings = (container: Container): void => {
  container.bind(tokens.aiVendors).toConstantValue(aiVendors);
  container.bind(tokens.textSafe).toResolvedValue((vault) => new VaultTextSafe(vault, platform), [tokens.vault]);
  container
    .bind(tokens.liveAi)
    .toResolvedValue(
      (store, bus, clock, telemetry, vendors, safe) => new LiveAi({ store, bus, clock, telemetry, vendors, safe }),
      [tokens.store, tokens.bus, tokens.clock, tokens.telemetry, tokens.aiVendors, tokens.textSafe],
    );
};

const bindAsking = (container: Container): void => {
  container.bind(tokens.breakers).toResolvedValue(() => new CockatielCircuitBreakers());
  container.bind(tokens.modelHealth).toResolvedValue((bus) => new ModelHealth(bus), [tokens.bus]);
  container
    .bind(tokens.spendBook)
    .toResolvedValue(
      (store, clock, telemetry) => new SpendBook({ store, clock, telemetry }),
      [tokens.store, tokens.clock, tokens.telemetry],
    );
  container
    .bind(tokens.askModel)
    .toResolvedValue((clock, spend) => new AskModel({ clock, spend }), [tokens.clock, tokens.spendBook]);
};

const ourEngine = () => createLanguageModel('embedded', {});

/** All that asking a model takes. */
const asking = [
  tokens.passageFinder,
  tokens.liveAi,
  tokens.askModel,
  tokens.spendBook,
  tokens.breakers,
  tokens.modelHealth,
  tokens.clock,
  tokens.telemetry,
] as const;

const bindChain = (container: Container): void => {
  container.bind(tokens.model).toResolvedValue(
    (finder, live, ask, spend, breakers, health, clock, telemetry) => {
      const chain = new ModelChain({ engine: ourEngine(), live, ask, spend, breakers, health, clock, telemetry });
      return new ModelWithPassages(chain, finder);
    },
    [...asking],
  );
  container
    .bind(tokens.trialModels)
    .toResolvedValue(
      (finder, live, ask, spend, breakers, health, clock, telemetry) =>
        new TrialModels({ engine: ourEngine(), finder, live, ask, spend, breakers, health, clock, telemetry }),
      [...asking],
    );
};

/** Models of vendors, and the engine behind them. */
export const bindAi = (container: Container): void => {
  bindSettings(container);
  bindAsking(container);
  bindChain(container);
  container
    .bind(tokens.paidHelpers)
    .toResolvedValue(
      (live, vendors, spend, breakers) => new PaidHelpers({ live, vendors, spend, breakers }),
      [tokens.liveAi, tokens.aiVendors, tokens.spendBook, tokens.breakers],
    );
};
