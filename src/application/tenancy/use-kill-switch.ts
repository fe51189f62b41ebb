import { wakeDeliveries } from '#application/channels/wake-deliveries';
import { assertPlatform, humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { oneOf, textOf } from '#application/input';
import type { Clock } from '#application/ports/clock';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Switches } from '#application/tenancy/switches';
import type { KillSwitch } from '#domain/channel/kill-switch';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly queue: JobQueue;
  readonly switches: Pick<Switches, 'refresh'>;
};

export type UseKillSwitchInput = {
  readonly by: Principal;
  /** `platform` is the super admin's; `tenant` is the caller's own. */
  readonly scope: 'platform' | 'tenant';
  readonly on: boolean;
  readonly reason: string;
};

/**
 * Stops everything the assistant says, or lets it speak again. When this resolves, nothing of the assistant leaves this
 * process any more; other processes follow with the notice, or within 250 ms.
 */
export class UseKillSwitch {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {PermissionDenied} @throws {InvalidInput} @throws {StaleWrite} somebody else used it at the same time. */
  async execute({ by, scope, on, reason: rawReason }: UseKillSwitchInput): Promise<KillSwitch> {
    const { store, clock, bus, queue, switches } = this.#deps;
    const tenantId =
      oneOf('scope', scope, ['platform', 'tenant']) === 'platform' ? null : tenantFor(by, 'kill_switch.use');
    const actor = tenantId === null ? assertPlatform(by) : humanOf(by);
    const reason = textOf('reason', rawReason, 300, 0);
    const at = clock.now();
    const before = (await store.platform.killSwitches()).find((each) => each.tenantId === tenantId);
    const killSwitch = { tenantId, on, reason, by: actor.userId, at, version: before?.version ?? 0 };
    const action = on ? 'kill_switch.turned_on' : 'kill_switch.turned_off';
    const audit = { actor, action, target: tenantId ?? 'platform', facts: { reason }, at };
    const saved = await store.platform.saveKillSwitch(killSwitch, audit);
    bus.publish({ kind: 'switches', tenantId });
    await switches.refresh();
    if (!on) await wakeDeliveries(store, queue, tenantId);
    return saved;
  }
}
