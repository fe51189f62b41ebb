import { type Principal, tenantFor } from '#application/identity/principal';
import { textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import { type AssistantSettingsInput, withChanges } from '#application/tenancy/assistant-settings-input';
import { timeZoneOf } from '#application/tenancy/time-zone';
import { Tenant, type TenantState } from '#domain/tenancy/tenant';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus };

export type UpdateSettingsInput = {
  readonly by: Principal;
  /** The version that was read; anything else is refused as stale. */
  readonly version: number;
  readonly name?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly assistant?: AssistantSettingsInput | undefined;
};

/** Changes the caller's tenant; what is left out stays. */
export class UpdateSettings {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} @throws {StaleWrite} */
  async execute({ by, version, name, timeZone, assistant }: UpdateSettingsInput): Promise<TenantState> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    const scoped = store.tenant(tenantId);
    const { state } = found(await scoped.findTenant(), 'tenant');
    const changed = new Tenant({ ...state, version }).with({
      name: name === undefined ? state.name : textOf('name', name, 120),
      timeZone: timeZone === undefined ? state.timeZone : timeZoneOf(timeZone),
      assistant: withChanges(state.assistant, assistant ?? {}),
    });
    const { confidenceThreshold, enabled } = changed.state.assistant;
    const facts = {
      name: changed.state.name,
      timeZone: changed.state.timeZone,
      assistantEnabled: enabled,
      confidenceThreshold,
    };
    const audit = { actor: by.actor, action: 'tenant.configured', target: tenantId, facts, at: clock.now() };
    const saved = await scoped.saveTenant(changed, audit);
    bus.publish({ kind: 'switches', tenantId });
    return saved.state;
  }
}
