import { PermissionDenied, type Principal } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import type { KillSwitch } from '#domain/channel/kill-switch';

type Dependencies = { readonly store: Store };

export type KillSwitchView = { readonly on: boolean; readonly reason: string; readonly at: Date };
export type KillSwitchesView = {
  readonly platform: KillSwitchView | null;
  /** The caller's tenant; `null` if it never used its own, or in a platform session. */
  readonly tenant: KillSwitchView | null;
};

const view = (found: KillSwitch | undefined): KillSwitchView | null =>
  found === undefined ? null : { on: found.on, reason: found.reason, at: found.at };

/** Which switches hold the caller's assistant back. */
export class ReadKillSwitches {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<KillSwitchesView> {
    if (!by.permissions.has('tenant.read') && !by.permissions.has('platform.manage'))
      throw new PermissionDenied('you may not do this', { permission: 'tenant.read' });
    const switches = await this.#deps.store.platform.killSwitches();
    const own = by.tenantId === null ? undefined : switches.find(({ tenantId }) => tenantId === by.tenantId);
    return { platform: view(switches.find(({ tenantId }) => tenantId === null)), tenant: view(own) };
  }
}
