import { assertPlatform, type Principal } from '#application/identity/principal';
import { InvalidInput } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import { TenantId } from '#domain/shared/ids';
import { IllegalTransition } from '#domain/shared/state-machine';
import type { TenantState, TenantStatus } from '#domain/tenancy/tenant';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus };

const steps = {
  activate: { to: 'active', action: 'tenant.activated' },
  suspend: { to: 'suspended', action: 'tenant.suspended' },
  delete: { to: 'deleted', action: 'tenant.deleted' },
  restore: { to: 'suspended', action: 'tenant.restored' },
} as const satisfies Record<string, { to: TenantStatus; action: string }>;

export type TenantStep = keyof typeof steps;
export type ChangeTenantStatusInput = { readonly by: Principal; readonly tenantId: string; readonly step: TenantStep };

/** Moves a tenant through its life, short of destroying it (TEN-1). A restored tenant comes back suspended. */
export class ChangeTenantStatus {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {IllegalTransition} @throws {StaleWrite} */
  async execute({ by, tenantId, step }: ChangeTenantStatusInput): Promise<TenantState> {
    const { store, clock, bus } = this.#deps;
    const actor = assertPlatform(by);
    if (!Object.hasOwn(steps, step))
      throw new InvalidInput('step', `step must be one of: ${Object.keys(steps).join(', ')}`);
    const { to, action } = steps[step];
    const tenant = found(await store.platform.findTenant(TenantId(tenantId)), 'tenant');
    const { id, status } = tenant.state;
    // Both lead to `suspended`: only the deleted are restored, and only by saying so.
    if (to === 'suspended' && (step === 'restore') !== (status === 'deleted'))
      throw new IllegalTransition(`a tenant that is ${status} cannot take the step ${step}`, {
        thing: 'tenant',
        from: status,
        to,
      });
    const audit = { actor, action, target: id, facts: { from: status, to }, at: clock.now() };
    const saved = await store.platform.saveTenant(tenant.moveTo(to), audit);
    bus.publish({ kind: 'switches', tenantId: id });
    return saved.state;
  }
}
