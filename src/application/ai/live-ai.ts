import { type Accounts, type AiPlan, planFor } from '#application/ai/plan';
import { Refresher } from '#application/live/refresher';
import type { AiVendors, OpenConnection } from '#application/ports/ai-vendors';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TextSafe } from '#application/ports/text-safe';
import {
  type AiConnection,
  type AiSettings,
  defaultAiSettings,
  isSameModel,
  type ModelRef,
} from '#domain/ai/ai-settings';
import type { TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly bus: LiveBus;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly vendors: AiVendors;
  readonly safe: TextSafe;
};

const refreshMs = 500;
const mostTenants = 1_000;

/** The name a key is sealed under: it opens for that account and no other. */
export const keyName = (connection: string): string => `ai/${connection}/key`;

/**
 * The settings of models as they are now, kept in memory. A notice on the bus refreshes them at once; should it be lost, the
 * store's revision is asked twice a second, so a switch bites on the next turn everywhere within a second (AI-2). Until they
 * were read for the first time the embedded engine answers alone.
 */
export class LiveAi {
  readonly #deps: Dependencies;
  #revision: number | null = null;
  #settings: AiSettings = defaultAiSettings;
  #accounts: Accounts = new Map();
  #plans = new Map<TenantId, AiPlan>();
  readonly #refresher: Refresher;

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#refresher = new Refresher({
      clock: deps.clock,
      bus: deps.bus,
      everyMs: refreshMs,
      read: () => this.#readNow(),
      onError: (error) => deps.telemetry.error('ai.settings_unreadable', error, {}),
    });
  }

  /** @throws {StoreUnavailable} */
  start(): Promise<void> {
    return this.#refresher.start();
  }

  stop(): void {
    this.#refresher.stop();
  }

  get settings(): AiSettings {
    return this.#settings;
  }

  /** `undefined`: no such account, or its key cannot be opened. */
  account(name: string): OpenConnection | undefined {
    return this.#accounts.get(name);
  }

  /** Who is asked about this tenant's messages. @throws {StoreUnavailable} */
  async planFor(tenantId: TenantId): Promise<AiPlan> {
    const known = this.#plans.get(tenantId);
    if (known !== undefined) return known;
    const plans = this.#plans;
    const tenant = await this.#deps.store.platform.ai.tenantSettings(tenantId);
    const plan = planFor(this.#settings, tenant, this.#accounts, this.#deps.vendors);
    // What was read before a change is not kept beyond it.
    if (plans === this.#plans) this.#keep(tenantId, plan);
    return plan;
  }

  /** One model alone, to be tried; its circuit is its own, so that no trial silences it for customers. @throws {StoreUnavailable} */
  async trialPlanFor(tenantId: TenantId, model: ModelRef): Promise<AiPlan> {
    const { store, vendors } = this.#deps;
    const tenant = await store.platform.ai.tenantSettings(tenantId);
    const chain = (await this.trialModels(tenantId)).some((each) => isSameModel(each, model)) ? [model] : [];
    const alone = {
      ...tenant,
      answers: 'own_chain',
      chain: chain.map((each) => ({ ...each, temperature: null })),
    } as const;
    const plan = planFor(this.#settings, alone, this.#accounts, vendors);
    return { ...plan, steps: plan.steps.map((step) => ({ ...step, circuit: `trial ${step.circuit}` })) };
  }

  /** What could be asked about this tenant's messages: an account that opens, and a price. @throws {StoreUnavailable} */
  async trialModels(tenantId: TenantId): Promise<readonly ModelRef[]> {
    const { answers } = await this.#deps.store.platform.ai.tenantSettings(tenantId);
    // Nothing of such a tenant is sent to a vendor, not to try one either.
    if (answers === 'engine_only') return [];
    return this.#settings.prices.flatMap(({ connection, model }) =>
      this.#accounts.has(connection) ? [{ connection, model }] : [],
    );
  }

  /** Reads what is new, as it is after this call. */
  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  async #readNow(): Promise<void> {
    const { ai } = this.#deps.store.platform;
    const revision = await ai.revision();
    if (revision === this.#revision) return;
    const settings = await ai.settings();
    this.#accounts = this.#opened(settings.connections);
    this.#settings = settings;
    this.#plans = new Map();
    this.#revision = revision;
  }

  #opened(connections: readonly AiConnection[]): Accounts {
    return new Map(
      connections.flatMap((connection) => {
        const opened = this.#open(connection);
        return opened === null ? [] : [[connection.name, opened] as const];
      }),
    );
  }

  #open({ name, vendor, settings, key }: AiConnection): OpenConnection | null {
    const needsKey = this.#deps.vendors.list().find(({ id }) => id === vendor)?.needsKey ?? true;
    if (key === null) return needsKey ? null : { vendor, settings, key: null };
    try {
      return { vendor, settings, key: this.#deps.safe.open(keyName(name), key.sealed) };
    } catch (error) {
      this.#deps.telemetry.error('ai.key_not_opened', error, { connection: name });
      return null;
    }
  }

  #keep(tenantId: TenantId, plan: AiPlan): void {
    if (this.#plans.size >= mostTenants) this.#plans.clear();
    this.#plans.set(tenantId, plan);
  }
}
