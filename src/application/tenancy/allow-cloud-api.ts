import { assertPlatform, type Principal } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { HumanActor } from '#domain/shared/actor';
import { TenantId } from '#domain/shared/ids';
import type { TenantState } from '#domain/tenancy/tenant';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly bus: LiveBus };

export type AllowCloudApiInput = { readonly by: Principal; readonly tenantId: string; readonly allowed: boolean };

/** The super admin lets a tenant use the official Cloud API, or ends it: its numbers then stop (WA-3). */
export class AllowCloudApi {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {StaleWrite} */
  async execute({ by, tenantId, allowed }: AllowCloudApiInput): Promise<TenantState> {
    const { store, clock, bus } = this.#deps;
    const actor = assertPlatform(by);
    const tenant = found(await store.platform.findTenant(TenantId(tenantId)), 'tenant');
    const { id } = tenant.state;
    const action = allowed ? 'tenant.cloud_api_allowed' : 'tenant.cloud_api_forbidden';
    const audit = { actor, action, target: id, facts: {}, at: clock.now() };
    const saved = await store.platform.saveTenant(tenant.with({ cloudApiAllowed: allowed }), audit);
    bus.publish({ kind: 'switches', tenantId: id });
    if (!allowed) await this.#stopNumbers(id, actor);
    return saved.state;
  }

  async #stopNumbers(tenantId: TenantId, actor: HumanActor): Promise<void> {
    const { store, clock } = this.#deps;
    const { channels } = store.tenant(tenantId);
    for (const channel of await channels.list()) {
      if (channel.kind !== 'cloud-api' || channel.status === 'stopped') continue;
      const stoppedBecause = 'cloud_api.not_allowed';
      const audit = {
        actor,
        action: 'channel.stopped',
        target: channel.id,
        facts: { reason: stoppedBecause },
        at: clock.now(),
      };
      await channels.save({ ...channel, status: 'stopped', stoppedBecause }, audit);
    }
  }
}
