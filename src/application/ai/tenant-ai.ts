import { announceAi } from '#application/ai/announce-ai';
import { chainOf, dailyMicrosOf, maxOutputTokensOf } from '#application/ai/check-ai-input';
import type { LiveAi } from '#application/ai/live-ai';
import { dayOf } from '#application/ai/spend-book';
import { assertPlatform, type Principal } from '#application/identity/principal';
import { InvalidInput, oneOf } from '#application/input';
import { found } from '#application/not-found';
import type { Spend } from '#application/ports/ai-store';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { AiSettings, TenantAi } from '#domain/ai/ai-settings';
import { TenantId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly live: Pick<LiveAi, 'refresh'>;
};

export type TenantAiView = {
  readonly tenant: TenantAi;
  /** What the tenant may choose from, and what holds where it has nothing of its own. */
  readonly platform: Pick<AiSettings, 'prices' | 'chain' | 'limits'>;
  readonly today: Spend & { readonly day: string };
};

const viewOf = async (
  { store, clock }: Pick<Dependencies, 'store' | 'clock'>,
  tenant: TenantAi,
): Promise<TenantAiView> => {
  const { ai } = store.platform;
  const { prices, chain, limits } = await ai.settings();
  const day = dayOf(clock.now());
  return { tenant, platform: { prices, chain, limits }, today: { day, ...(await ai.spend(tenant.tenantId, day)) } };
};

export class ReadTenantAi {
  readonly #deps: Pick<Dependencies, 'store' | 'clock'>;
  constructor(deps: Pick<Dependencies, 'store' | 'clock'>) {
    this.#deps = deps;
  }

  /** @throws {NotFound} */
  async execute({ by, tenantId }: { readonly by: Principal; readonly tenantId: string }): Promise<TenantAiView> {
    assertPlatform(by);
    const { platform } = this.#deps.store;
    const tenant = found(await platform.findTenant(TenantId(tenantId)), 'tenant');
    return viewOf(this.#deps, await platform.ai.tenantSettings(tenant.state.id));
  }
}

export type SaveTenantAiInput = Omit<TenantAi, 'tenantId'> & { readonly by: Principal; readonly tenantId: string };

/** The super admin gives one tenant models, limits or a privacy of its own (AI-2, AI-14). */
export class SaveTenantAi {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {InvalidInput} @throws {StaleWrite} */
  async execute({ by, tenantId, ...input }: SaveTenantAiInput): Promise<TenantAiView> {
    const { store, clock } = this.#deps;
    const actor = assertPlatform(by);
    const { id } = found(await store.platform.findTenant(TenantId(tenantId)), 'tenant').state;
    const { ai } = store.platform;
    const before = await ai.tenantSettings(id);
    if (before.version !== input.version)
      throw new StaleWrite('somebody changed this meanwhile: look at it again', { version: input.version });
    const changed = { ...this.#checked(input, await ai.settings()), tenantId: id, version: before.version };
    const { answers, redacts, dailyMicros } = changed;
    const audit = {
      actor,
      action: 'ai.tenant_changed',
      target: id,
      facts: { answers, redacts, dailyMicros },
      at: clock.now(),
    };
    const saved = await ai.saveTenantSettings(changed, audit);
    await announceAi(this.#deps, id);
    return viewOf(this.#deps, saved);
  }

  #checked(
    input: Omit<TenantAi, 'tenantId' | 'version'>,
    settings: AiSettings,
  ): Omit<TenantAi, 'tenantId' | 'version'> {
    const answers = oneOf('answers', input.answers, ['as_platform', 'own_chain', 'engine_only']);
    const chain = chainOf('chain', input.chain, settings);
    if (answers === 'own_chain' && chain.length === 0)
      throw new InvalidInput('chain', 'a chain of its own needs at least one model');
    const { maxOutputTokens, dailyMicros, redacts } = input;
    return {
      answers,
      chain,
      redacts,
      maxOutputTokens: maxOutputTokens === null ? null : maxOutputTokensOf('maxOutputTokens', maxOutputTokens),
      dailyMicros: dailyMicros === null ? null : dailyMicrosOf('dailyMicros', dailyMicros),
    };
  }
}
