import { announceAi } from '#application/ai/announce-ai';
import { chainOf, helperOf, limitsOf, pricesOf } from '#application/ai/check-ai-input';
import type { LiveAi } from '#application/ai/live-ai';
import type { ModelHealth } from '#application/ai/model-health';
import { circuitOf } from '#application/ai/plan';
import { dayOf } from '#application/ai/spend-book';
import { assertPlatform, type Principal } from '#application/identity/principal';
import type { Spend } from '#application/ports/ai-store';
import type { AiVendor, AiVendors } from '#application/ports/ai-vendors';
import type { CircuitBreakers } from '#application/ports/circuit-breakers';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { AiSettings, ModelRef } from '#domain/ai/ai-settings';
import { StaleWrite } from '#domain/shared/stale-write';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly vendors: AiVendors;
  readonly live: Pick<LiveAi, 'refresh' | 'account'>;
  readonly health: ModelHealth;
  readonly breakers: Pick<CircuitBreakers, 'isOpen'>;
};

export type ModelState = ModelRef & {
  /** `resting`: it failed too often of late and is left alone for a while. */
  readonly isResting: boolean;
} & ReturnType<ModelHealth['of']>;

export type AiOverview = {
  readonly settings: AiSettings;
  readonly vendors: readonly AiVendor[];
  /** Accounts whose key cannot be opened: it has to be typed again. */
  readonly unreadableKeys: readonly string[];
  readonly models: readonly ModelState[];
  readonly today: Spend & { readonly day: string };
};

/** What the platform's owner sees of models. No key is in it. */
export class ReadAiOverview {
  readonly #deps: Omit<Dependencies, 'bus'>;
  constructor(deps: Omit<Dependencies, 'bus'>) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<AiOverview> {
    assertPlatform(by);
    const { store, clock, vendors, live, health, breakers } = this.#deps;
    const settings = await store.platform.ai.settings();
    const day = dayOf(clock.now());
    const models = settings.prices.map(
      ({ connection, model }): ModelState => ({
        connection,
        model,
        isResting: breakers.isOpen(circuitOf({ connection, model }, settings)),
        ...health.of({ connection, model }),
      }),
    );
    return {
      settings,
      vendors: vendors.list(),
      unreadableKeys: settings.connections
        .filter(({ name, key }) => key !== null && live.account(name) === undefined)
        .map(({ name }) => name),
      models,
      today: { day, ...(await store.platform.ai.spend(null, day)) },
    };
  }
}

export type SaveAiPolicyInput = Pick<
  AiSettings,
  'chain' | 'prices' | 'limits' | 'embedder' | 'transcriber' | 'version'
> & {
  readonly by: Principal;
};

/** The super admin says who is asked, in which order, at which prices and within which limits. */
export class SaveAiPolicy {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} @throws {StaleWrite} it was changed since it was read. */
  async execute({ by, version, ...input }: SaveAiPolicyInput): Promise<AiSettings> {
    const { store, clock, vendors } = this.#deps;
    const actor = assertPlatform(by);
    const before = await store.platform.ai.settings();
    if (before.version !== version)
      throw new StaleWrite('somebody changed this meanwhile: look at it again', { version });
    const prices = pricesOf(input.prices, before, clock.now());
    const priced = { ...before, prices };
    const settings: AiSettings = {
      ...priced,
      chain: chainOf('chain', input.chain, priced),
      limits: limitsOf(input.limits),
      embedder: helperOf('embedder', input.embedder, priced, vendors),
      transcriber: helperOf('transcriber', input.transcriber, priced, vendors),
    };
    const chain = settings.chain.map(({ connection, model }) => `${connection} ${model}`).join(', ');
    const facts = { chain: chain.slice(0, 500), tenantDailyMicros: settings.limits.tenantDailyMicros };
    const audit = { actor, action: 'ai.policy_changed', target: 'platform', facts, at: clock.now() };
    const saved = await store.platform.ai.saveSettings(settings, audit);
    await announceAi(this.#deps, null);
    return saved;
  }
}
